// The peer: IMG.LY's package on pictures one after the other, written as PNG. Arguments: FOLDER PICTURE...
// Asked for raw pixels, because its own PNG is reduced to a palette.
import {removeBackground} from '@imgly/background-removal-node';
import sharp from 'sharp';

const [,, folder, ...pictures] = process.argv;
for (const [i, picture] of pictures.entries()) {
    const blob = await removeBackground('file://' + picture, {model: 'medium', output: {format: 'image/x-rgba8'}});
    const {width, height} = await sharp(picture).metadata();
    await sharp(Buffer.from(await blob.arrayBuffer()), {raw: {width, height, channels: 4}}).png().toFile(`${folder}/imgly-${i}.png`);
}
