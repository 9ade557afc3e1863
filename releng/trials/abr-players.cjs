// Serves the folder on the loopback, opens its page in Chromium and plays it by each player. Ends with 1 when anything is not as it must be.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const puppeteer = require('puppeteer-core');

const root = path.resolve(process.argv[2]);
const shot = process.argv[3];
const find = (name, file) => path.join(process.env.NODE_PATH, name, 'dist', file);
const PLAYERS = { 'hls.min.js': find('hls.js', 'hls.min.js'), 'dash.all.min.js': find('dashjs', 'modern/umd/dash.all.min.js') };
const TYPES = { html: 'text/html', js: 'text/javascript', m3u8: 'application/vnd.apple.mpegurl', mpd: 'application/dash+xml', mp4: 'video/mp4',
  m4s: 'video/iso.segment', ts: 'video/mp2t', vtt: 'text/vtt', jpg: 'image/jpeg', key: 'application/octet-stream' };
const served = new Map();
const missing = [];

const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const file = name.startsWith('/players/') ? PLAYERS[path.basename(name)] : path.join(root, name === '/' ? 'index.html' : name);
  fs.readFile(file || '', (error, bytes) => {
    if (error) {
      if (name !== '/favicon.ico') { missing.push(name); }
      response.writeHead(404).end();
      return;
    }
    served.set(name, (served.get(name) || 0) + 1);
    response.writeHead(200, { 'Content-Type': TYPES[path.extname(file).slice(1)] || 'application/octet-stream', 'Content-Length': bytes.length });
    response.end(bytes);
  });
});

const wrong = [];
const check = (holds, words) => {
  console.log((holds ? 'ok     ' : 'WRONG  ') + words);
  if (!holds) { wrong.push(words); }
};

async function play(page, player, address) {
  console.log('--- ' + player);
  await page.goto(`${address}/?player=${player}`);
  await page.waitForFunction(() => podstudio.levels.length > 0, { timeout: 30000 });
  await page.evaluate(() => document.getElementById('video').play());
  await page.waitForFunction(() => document.getElementById('video').currentTime > 0.5, { timeout: 30000 });
  const levels = await page.evaluate(() => podstudio.levels.map(l => l.height));
  await page.evaluate(() => { window.began = { wall: performance.now(), at: document.getElementById('video').currentTime }; podstudio.stalls = 0; });
  for (const order of [levels.map((l, i) => i), levels.map((l, i) => levels.length - 1 - i)].flat()) {
    await page.evaluate(i => podstudio.choose(i), order);
    const came = await page.waitForFunction((i, h) => podstudio.level === i && document.getElementById('video').videoHeight === h,
      { timeout: 40000, polling: 100 }, order, levels[order]).then(() => true, () => false);
    const seen = await page.evaluate(() => ({ level: podstudio.level, height: document.getElementById('video').videoHeight }));
    check(came, `${levels[order]} lines were asked for and ${seen.height} are shown`);
    if (player === 'hls' && order === levels.length - 1 && shot) { await page.screenshot({ path: shot }); }
  }
  const end = await page.evaluate(() => {
    const v = document.getElementById('video');
    const q = v.getVideoPlaybackQuality();
    return { wall: (performance.now() - began.wall) / 1000, played: v.currentTime - began.at, ranges: v.buffered.length, stalls: podstudio.stalls,
      errors: podstudio.errors, switches: podstudio.switches.length, dropped: q.droppedVideoFrames, total: q.totalVideoFrames, sounds: podstudio.sounds };
  });
  console.log(JSON.stringify(end));
  check(end.stalls === 0, `${end.stalls} stalls`);
  // a machine with other work on it plays a little slower without ever waiting for a piece
  check(end.played > 0.9 * end.wall && end.played < end.wall + 0.5, `${end.played.toFixed(2)} s of film in ${end.wall.toFixed(2)} s`);
  check(end.ranges === 1, `${end.ranges} stretch in hand: no gap`);
  check(end.errors.length === 0, `errors: ${end.errors.join(', ') || 'none'}`);
  const sounds = end.sounds.length;
  for (let i = sounds - 1; sounds > 1 && i >= 0; i--) {
    const before = await page.evaluate(i => { podstudio.chooseSound(i); return document.getElementById('video').currentTime; }, i);
    const went = await page.waitForFunction(t => document.getElementById('video').currentTime > t + 3, { timeout: 20000 }, before).then(() => true, () => false);
    check(went, `sound "${end.sounds[i]}" was chosen and it plays on`);
  }
  // over a joint of segments far away, and to the end
  await page.evaluate(() => { const v = document.getElementById('video'); v.currentTime = v.duration - 3; });
  const ended = await page.waitForFunction(() => document.getElementById('video').ended, { timeout: 30000 }).then(() => true, () => false);
  check(ended, 'it plays to its end after a jump');
}

server.listen(0, '127.0.0.1', async () => {
  const address = 'http://127.0.0.1:' + server.address().port;
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required', '--mute-audio'] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 900 });
    page.on('pageerror', e => wrong.push('page: ' + e.message));
    const players = fs.existsSync(path.join(root, 'manifest.mpd')) ? ['hls', 'dash'] : ['hls'];
    for (const player of players) { await play(page, player, address); }
    check(missing.length === 0, `files that are not there: ${missing.join(', ') || 'none'}`);
  } catch (e) {
    wrong.push(e.message);
    console.log('WRONG  ' + e.stack);
  } finally {
    await browser.close();
    server.close();
    console.log(wrong.length === 0 ? 'everything holds' : wrong.length + ' wrong');
    process.exit(wrong.length === 0 ? 0 : 1);
  }
});
