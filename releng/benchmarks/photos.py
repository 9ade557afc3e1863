"""See photos.sh. usage: photos.py BASE OUT N"""
import os
import sys

import numpy
from PIL import Image

base, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
SIZES = [(4000, 3000), (4608, 3456), (5472, 3648), (6000, 4000), (3000, 4000), (6016, 4016), (4896, 3264), (4000, 6000)]
names = sorted(name for name in os.listdir(base) if max(Image.open(os.path.join(base, name)).size) >= 3000)
grain = (numpy.random.Generator(numpy.random.PCG64(20240601)).standard_normal((6400, 6400), dtype=numpy.float32) * 5).astype(numpy.int8)
last = (None, None)


def photo(number):
    global last
    random = numpy.random.Generator(numpy.random.PCG64(number + 1))
    width, height = SIZES[number % len(SIZES)]
    name = names[number // 16 % len(names)]
    if last[0] != name:
        last = (name, Image.open(os.path.join(base, name)).convert("RGB"))
    image = last[1]
    if (width < height) != (image.width < image.height):
        image = image.transpose(Image.ROTATE_90)
    scale = max(width / image.width, height / image.height) * (1 + 0.35 * random.random())
    across, down = width / scale, height / scale
    left, top = (image.width - across) * random.random(), (image.height - down) * random.random()
    image = image.resize((width, height), Image.BICUBIC, box=(left, top, left + across, top + down))
    shift = (int(random.integers(0, 6400)), int(random.integers(0, 6400)))
    noise = numpy.roll(grain, shift, (0, 1))[:height, :width, None]
    return Image.fromarray(numpy.clip(numpy.asarray(image).astype(numpy.int16) + noise, 0, 255).astype(numpy.uint8))


for number in range(count):
    target = os.path.join(out, "IMG_%04d.jpg" % number)
    if not os.path.exists(target):
        exif = Image.Exif()
        exif[0x010F], exif[0x0110], exif[0x0112] = "Synthetic Optics", "Bench %d" % (number % 5), 1
        photo(number).save(target, "JPEG", quality=93, subsampling="4:2:0", exif=exif)
