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
# Kinds within the formats, with Pillow 12.3 and ImageMagick 6.9; what is compared with is Pillow's own reading.
import struct, subprocess
rgba.save('alpha.avif', quality=90, subsampling='4:4:4'); rgb.save('plain.avif', quality=90)
for name in ('alpha', 'plain'): Image.open(f'{name}.avif').convert('RGBA' if name == 'alpha' else 'RGB').save(f'{name}-avif.png')
exif = Image.Exif(); exif[274] = 6; exif[271] = 'Maker'; quarters.save('turned-6.avif', exif=exif, quality=90)
exif[274] = 7; quarters.save('turned-7.avif', exif=exif, quality=90)
gif = bytearray(open('plain.gif', 'rb').read()); gif[6:10] = struct.pack('<HH', 40, 20); at = gif.find(b'\x2c\0\0\0\0')
gif[at + 1:at + 5] = struct.pack('<HH', 5, 3); open('part.gif', 'wb').write(bytes(gif))
few = rgb.convert('P', palette=Image.ADAPTIVE, colors=16); few.convert('RGB').save('scene-16-colours.png')
few.save('scene-transparent.gif', transparency=3, interlace=1); Image.open('scene-transparent.gif').convert('RGBA').save('scene-transparent.png')
part = rgba.crop((10, 8, 50, 40)); part.save('animated.webp', save_all=True, append_images=[part.transpose(0)], lossless=True)
half.save('grey-linear.tif', icc_profile=grey); Image.open('sixteen.png').save('sixteen.tif')
flat.save('two-pages.tif', save_all=True, append_images=[half.convert('RGB')], compression='packbits')
subprocess.check_call('convert lzw.tif -define tiff:tile-geometry=16x16 -compress LZW tiled.tif'.split())
subprocess.check_call(['convert', '-size', '32x16', 'xc:rgba(128,64,128,0.392157)', '-define', 'tiff:alpha=associated', '-depth', '8', '-compress', 'None', 'associated.tif'])
def bmp(name, depth, packing, body, palette=b'', masks=b'', high=H, head=40):
    info = struct.pack('<IiiHHIIiiII', head, W, high, 1, depth, packing, len(body), 2835, 2835, len(palette) // 4, 0) + masks + bytes(max(0, head - 40 - len(masks)))
    at = 14 + len(info) + len(palette); open(name, 'wb').write(b'BM' + struct.pack('<IHHI', at + len(body), 0, 0, at) + info + palette + body)
def runs(bits):
    pixels, out = list(few.tobytes()), b''
    for y in range(H - 1, -1, -1):
        row, x = pixels[y * W:(y + 1) * W], 0
        while x < W:
            n, five = 1, row[x:x + 5]
            while x + n < W and row[x + n] == row[x] and n < 200: n += 1
            if n < 3 and len(five) == 5:
                out += bytes([0, 5]) + (bytes(five) + b'\0' if bits == 8 else bytes([five[0] << 4 | five[1], five[2] << 4 | five[3], five[4] << 4, 0])); x += 5
            else: out += bytes([n, row[x] if bits == 8 else row[x] << 4 | row[x]]); x += n
        out += b'\0\0'
    return out + b'\0\1'
p = few.getpalette()[:48]; palette = b''.join(bytes([p[3 * i + 2], p[3 * i + 1], p[3 * i], 0]) for i in range(16))
bmp('rle8.bmp', 8, 1, runs(8), palette); bmp('rle4.bmp', 4, 2, runs(4), palette)
down = [rgba.getpixel((x, y)) for y in range(H) for x in range(W)]
bmp('alpha-top-down.bmp', 32, 3, b''.join(struct.pack('<I', a << 24 | r << 16 | g << 8 | b) for r, g, b, a in down), b'', struct.pack('<IIII', 0xFF0000, 0xFF00, 0xFF, 0xFF000000), -H, 108)
bmp('five-six-five.bmp', 16, 3, b''.join(b''.join(struct.pack('<H', r >> 3 << 11 | g >> 2 << 5 | b >> 3) for r, g, b in [rgb.getpixel((x, y)) for x in range(W)]) + bytes(W * 2 % 4) for y in range(H - 1, -1, -1)), b'', struct.pack('<III', 0xF800, 0x7E0, 0x1F))
# told.*: plain.*, text.png, lzw.tif and lossy.webp, to which ExifTool 12.57 wrote a camera, a lens, Jane Doe, SER-123, a secret, a place, a time and how it is held
quarters.save('big-turned-6.tif', big_tiff=True, tiffinfo={274: 6}, compression='tiff_lzw')
