# inks.tif, inks.jpg, and inks.png to compare with: a small CMYK profile made from numbers: a table of 3^4 Neugebauer-like colours in Lab, as printers' profiles have it (lut8, A2B0)
import itertools, struct
from PIL import Image, ImageCms
def lab(c, m, y, k):
    light = [(1 - 0.9 * a * (1 - 0.1 * b)) * (1 - 0.95 * k) for a, b in ((c, m), (m, y), (y, c))]
    r, g, b = light
    X, Y, Z = .436 * r + .385 * g + .143 * b, .222 * r + .717 * g + .061 * b, .014 * r + .097 * g + .714 * b
    f = lambda t: t ** (1 / 3) if t > .008856 else 7.787 * t + 16 / 116
    fx, fy, fz = f(X / .9642), f(Y), f(Z / .8249)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
byte = lambda v: max(0, min(255, round(v)))
grid = b''.join(bytes((byte(L * 2.55), byte(a + 128), byte(b + 128))) for L, a, b in (lab(*(i / 2 for i in p)) for p in itertools.product(range(3), repeat=4)))
ramp = bytes(range(256))
lut = b'mft1' + bytes(4) + bytes((4, 3, 3, 0)) + b''.join(struct.pack('>i', v) for v in (65536, 0, 0, 0, 65536, 0, 0, 0, 65536)) + ramp * 4 + grid + ramp * 3
# the way back is not used, but Java wants one
back = b'mft1' + bytes(4) + bytes((3, 4, 2, 0)) + lut[12:48] + ramp * 3 + b''.join(bytes((0, 0, 0, 0 if L else 255)) for L, a, b in itertools.product(range(2), repeat=3)) + ramp * 4
tags = {b'desc': b'desc' + bytes(4) + struct.pack('>I', 10) + b'test inks\0' + bytes(78), b'cprt': b'text' + bytes(4) + b'CC0\0', b'wtpt': b'XYZ ' + bytes(4) + struct.pack('>iii', 63190, 65536, 54061), b'A2B0': lut, b'B2A0': back}
table, data, at = b'', b'', 128 + 4 + 12 * len(tags)
for name, tag in tags.items():
    tag += bytes(-len(tag) % 4); table += name + struct.pack('>II', at + len(data), len(tag)); data += tag
head = struct.pack('>I4sI4s4s4s12s4s28x', at + len(data), b'lcms', 0x02400000, b'prtr', b'CMYK', b'Lab ', struct.pack('>6H', 2026, 1, 1, 0, 0, 0), b'acsp') + struct.pack('>iii', 63190, 65536, 54061) + bytes(48)
profile = head + struct.pack('>I', len(tags)) + table + data
assert len(head) == 128
chart = Image.new('CMYK', (72, 72))
for n, inks in enumerate(itertools.product((0, 100, 255), repeat=4)):
    chart.paste(inks, (n % 9 * 8, n // 9 * 8, n % 9 * 8 + 8, n // 9 * 8 + 8))
chart.save('inks.jpg', quality=98, subsampling=0, icc_profile=profile); chart.save('inks.tif', compression='tiff_lzw', icc_profile=profile)
import io
ImageCms.profileToProfile(chart, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile('sRGB'), renderingIntent=1, outputMode='RGB').save('inks.png')
