// node sharp.mjs SIZES OUT LIST: the same with sharp, one thread an image and two images at a time
import { createRequire } from 'module';
import fs from 'fs';
import path from 'path';
const sharp = createRequire(process.env.SHARP + '/x.js')('sharp');
const [sizes, out, list] = process.argv.slice(2);
const files = fs.readFileSync(list, 'utf8').split('\n').filter(line => line);
sharp.concurrency(1);
sharp.cache(false);
let next = 0;
const work = async () => {
  while (next < files.length) {
    const file = files[next++];
    for (const size of sizes.split(',').map(Number)) {
      const target = path.join(out, path.parse(file).name + '-' + size + '.jpg');
      await sharp(file).rotate().resize({ width: size, height: size, fit: 'inside' }).jpeg({ quality: 85 }).toFile(target);
    }
  }
};
await Promise.all([work(), work()]);
