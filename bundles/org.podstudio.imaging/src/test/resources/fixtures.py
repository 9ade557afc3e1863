# Made the files beside this one with Pillow 9.4 and libwebp 1.2: other people's encoders, and Pillow's own resampling to compare with.
# usage: python3 fixtures.py LINEAR.icc GREY.icc (the JDK's LINEAR_RGB and GRAY profiles, ICC_Profile.getInstance(...).getData())
import math, sys
from PIL import Image, PngImagePlugin
linear, grey = (open(f, 'rb').read() for f in sys.argv[1:3])
W, H = 61, 47
def pixel(x, y):
    d = math.hypot(x - 30, y - 23)
    return (int(127 + 127 * math.sin(x / 3)), int(255 * y / H), 255 if d < 15 else (x * 7 + y * 13) % 97, int(max(0, min(255, (22 - d) * 32))))
rgba = Image.new('RGBA', (W, H)); rgba.putdata([pixel(x, y) for y in range(H) for x in range(W)])
rgb = rgba.convert('RGB')
rgba.save('scene-alpha.png'); rgb.save('scene.png')
for name, f in dict(nearest=Image.NEAREST, bilinear=Image.BILINEAR, bicubic=Image.BICUBIC, lanczos=Image.LANCZOS).items():
    for w, h in ((23, 19), (140, 101), (61, 20), (90, 47)):
        rgb.resize((w, h), f).save(f'scene-{name}-{w}x{h}.png'); rgba.resize((w, h), f).save(f'scene-alpha-{name}-{w}x{h}.png')
flat = Image.new('RGB', (32, 16), (128, 64, 200)); half = Image.new('L', (32, 16), 128)
flat.save('plain.jpg', quality=95, subsampling=0); flat.save('progressive.jpg', quality=95, progressive=True)
flat.save('linear.jpg', quality=100, subsampling=0, icc_profile=linear); flat.save('linear.png', icc_profile=linear)
flat.save('linear.tif', icc_profile=linear); flat.save('linear.webp', lossless=True, icc_profile=linear)
half.save('grey.jpg'); half.save('grey.png'); half.save('grey-linear.jpg', icc_profile=grey); half.save('grey-linear.png', icc_profile=grey)
flat.convert('CMYK').save('cmyk.jpg', quality=95); flat.convert('CMYK').save('cmyk.tif')
flat.save('lzw.tif', compression='tiff_lzw'); flat.save('plain.bmp'); flat.convert('P', palette=Image.ADAPTIVE).save('plain.gif'); flat.convert('P', palette=Image.ADAPTIVE).save('palette.png')
flat.save('colour-key.png', transparency=(128, 64, 200)); Image.new('LA', (32, 16), (128, 100)).save('grey-alpha.png')
Image.new('I;16', (32, 16), 40000).save('sixteen.png'); half.convert('1').save('bilevel.png')
Image.new('RGBA', (32, 16), (128, 64, 200, 100)).save('alpha.webp', lossless=True); flat.save('lossy.webp', quality=90)
# quadrants red, green, blue, white as stored; orientation says how to hold it
quarters = Image.new('RGB', (64, 32))
for box, colour in (((0, 0, 32, 16), (255, 0, 0)), ((32, 0, 64, 16), (0, 255, 0)), ((0, 16, 32, 32), (0, 0, 255)), ((32, 16, 64, 32), (255, 255, 255))):
    quarters.paste(colour, box)
for o in range(1, 9):
    exif = Image.Exif(); exif[274] = o; exif[271] = 'Maker'; exif[272] = 'Model T'
    quarters.save(f'turned-{o}.jpg', quality=95, subsampling=0, exif=exif)
exif[274] = 6; quarters.save('turned-6.png', exif=exif); quarters.save('turned-6.webp', lossless=True, exif=exif); quarters.save('turned-6.tif', tiffinfo={274: 6})
text = PngImagePlugin.PngInfo(); text.add_text('parameters', 'a cat, best quality\nSteps: 20, Seed: 42, Model: tiny'); text.add_itxt('prompt', '{"1":{"x":"\u00fc"}}'); text.add_text('workflow', '{"nodes":[]}', zip=True)
flat.save('text.png', pnginfo=text, dpi=(300, 300))
# interlaced.png: ImageMagick, convert scene-alpha.png -interlace PNG PNG32:interlaced.png
