import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from './paths.mjs'

// Draws the pictures of the sample workspace again: node_modules/node/bin/node scripts/sample-pictures.mjs
// They are drawings of our own, so that they are free of anybody's rights and small.

const [width, height] = [1_600, 1_000]

/** A stretch of colours, from top to bottom. @param {string} id @param {string[]} colours */
const fade = (id, ...colours) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${colours
    .map((colour, index) => `<stop offset="${index / (colours.length - 1)}" stop-color="${colour}"/>`)
    .join('')}</linearGradient>`

const box = (x, y, w, h, fill, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
const line = (d, colour, thick, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${thick}" stroke-linecap="round" ${more}/>`
const area = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`
const dot = (x, y, r, fill, more = '') => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`
const times = (count, draw) => Array.from({ length: count }, (_, index) => draw(index)).join('')
/** Scattered, and the same at every run. */
const scatter = index => Math.abs(Math.sin(index * 12.9898 + 4.1) * 43_758.5453) % 1

/** Rolling ground. @param {number} top @param {number} swing @param {string} fill @param {number} [shift] */
const hills = (top, swing, fill, shift = 0) =>
  area(
    `M0 ${height} V${top + shift} C ${width * 0.2} ${top - swing}, ${width * 0.35} ${top + swing}, ${width * 0.55} ${top} S ${width * 0.85} ${top - swing}, ${width} ${top + swing / 2} V${height} Z`,
    fill
  )

const tree = (x, y, size, colour) =>
  line(`M${x} ${y} V${y - size * 0.5}`, '#5b4a3b', size * 0.08) +
  `<ellipse cx="${x}" cy="${y - size * 0.85}" rx="${size * 0.34}" ry="${size * 0.5}" fill="${colour}"/>`

const person = (x, y, size, coat, skin = '#c99c7b') =>
  dot(x, y - size * 0.93, size * 0.15, skin) +
  area(
    `M${x - size * 0.22} ${y} V${y - size * 0.52} Q${x - size * 0.22} ${y - size * 0.78} ${x} ${y - size * 0.78} T${x + size * 0.22} ${y - size * 0.52} V${y} Z`,
    coat
  )

const rain = (count, colour, bottom) =>
  times(count, index => {
    const [x, y] = [scatter(index) * width * 1.1, scatter(index * 3 + 1) * bottom]
    return line(`M${x} ${y} l-14 46`, colour, 3, `opacity="${0.25 + 0.4 * scatter(index + 5)}"`)
  })

const drawings = {
  'citelle-cuve.jpg': {
    defs: fade('sky', '#b9d3dc', '#e7eef0') + fade('soil', '#8a6f56', '#5a4636') + fade('water', '#7cc3d6', '#1f6f8f'),
    body:
      box(0, 0, width, 480, 'url(#sky)') +
      rain(90, '#4f8aa3', 420) +
      box(0, 460, width, 540, 'url(#soil)') +
      times(22, index =>
        dot(
          scatter(index) * width,
          520 + scatter(index * 5) * 440,
          5 + 8 * scatter(index + 3),
          '#4b3a2c',
          'opacity="0.5"'
        )
      ) +
      area(`M0 460 H${width} V486 Q${width / 2} 506 0 486 Z`, '#6e8f4e') +
      area('M150 470 V250 L330 130 L510 250 V470 Z', '#efe7da') +
      area('M118 268 L330 120 L542 268 L520 292 L330 160 L140 292 Z', '#9c4b36') +
      box(292, 350, 76, 120, '#48606b') +
      box(190, 310, 64, 64, '#8fb4c2') +
      box(406, 310, 64, 64, '#8fb4c2') +
      line('M532 272 V560 H760', '#dfe5e6', 16) +
      box(720, 540, 620, 340, '#23414d', 'rx="150"') +
      box(742, 562, 576, 296, '#0f2b35', 'rx="130"') +
      `<clipPath id="in"><rect x="742" y="562" width="576" height="296" rx="130"/></clipPath>` +
      `<g clip-path="url(#in)">${area('M700 690 q80 -26 160 0 t160 0 t160 0 t160 0 V900 H700 Z', 'url(#water)')}</g>` +
      box(960, 470, 140, 80, '#23414d', 'rx="12"') +
      box(944, 452, 172, 26, '#3c6473', 'rx="12"') +
      tree(1_420, 470, 190, '#5f8a55') +
      tree(1_270, 466, 130, '#77a065')
  },
  'landelles-usine.jpg': {
    defs: fade('sky', '#f3d9b8', '#f7ece0', '#dfe6e6') + fade('wall', '#d9dcd8', '#b8c1c1'),
    body:
      box(0, 0, width, height, 'url(#sky)') +
      dot(1_230, 300, 92, '#fff3dc') +
      hills(620, 60, '#b9c6b4') +
      hills(680, 40, '#94a98f', 20) +
      times(6, index =>
        area(`M${250 + index * 170} 560 V420 L${420 + index * 170} 500 V560 Z`, index % 2 ? '#51707c' : '#5f808c')
      ) +
      box(250, 540, 1_020, 240, 'url(#wall)') +
      times(12, index => box(284 + index * 82, 590, 50, 70, '#6d8c98', 'opacity="0.85"')) +
      box(560, 690, 150, 90, '#3a535e') +
      box(880, 690, 150, 90, '#3a535e') +
      box(1_080, 300, 62, 260, '#c4b6a2') +
      times(3, index => dot(1_111 + index * 62, 270 - index * 52, 40 + index * 22, '#ffffff', 'opacity="0.5"')) +
      area(`M0 780 H${width} V${height} H0 Z`, '#8b9a7b') +
      area('M640 1000 L700 780 H760 L900 1000 Z', '#d6d2c4') +
      times(
        4,
        index =>
          box(1_020 + index * 130, 800, 104, 96, '#2f5b6b', 'rx="44"') +
          box(1_050 + index * 130, 788, 44, 16, '#3c7183', 'rx="6"')
      ) +
      times(7, index =>
        tree(40 + index * 36, 800 + (index % 3) * 26, 120 + 40 * scatter(index), index % 2 ? '#5e7d55' : '#6f8f60')
      ) +
      box(0, 560, width, 150, '#ffffff', 'opacity="0.28"')
  },
  'vandberg-debitmetre.png': {
    defs: fade('water', '#58b0c4', '#1d6a86'),
    body:
      box(0, 0, width, height, '#eef0ea') +
      dot(800, 520, 380, '#7d8a8c') +
      dot(800, 520, 330, '#f8f8f4') +
      `<clipPath id="pipe"><circle cx="800" cy="520" r="330"/></clipPath>` +
      `<g clip-path="url(#pipe)">${area('M440 610 q90 -34 180 0 t180 0 t180 0 t180 0 V900 H440 Z', 'url(#water)')}</g>` +
      times(5, index =>
        line(
          `M${690 - index * 44} ${330 + index * 8} A ${120 + index * 46} ${120 + index * 46} 0 0 0 ${910 + index * 44} ${330 + index * 8}`,
          '#e07b39',
          9,
          `opacity="${1 - index * 0.17}"`
        )
      ) +
      box(724, 120, 152, 96, '#27414b', 'rx="18"') +
      area('M752 216 H848 L824 262 H776 Z', '#35535f') +
      dot(800, 168, 18, '#e07b39') +
      line('M876 168 H1240 V330', '#27414b', 12) +
      box(1_140, 330, 210, 150, '#27414b', 'rx="16"') +
      box(1_160, 350, 170, 84, '#bfe3d0', 'rx="8"') +
      line('M1176 412 l26 -30 l28 18 l30 -34 l28 22 l26 -16', '#1d6a86', 7)
  },
  'somerset-reservoir.jpg': {
    defs: fade('sky', '#cfe0ea', '#f5ead8') + fade('lake', '#9cc8d3', '#5b9bb0'),
    body:
      box(0, 0, width, height, 'url(#sky)') +
      hills(420, 70, '#a9bf9c') +
      hills(480, 50, '#8cab7c', 30) +
      box(0, 520, width, 480, '#7f9f63') +
      `<ellipse cx="820" cy="620" rx="640" ry="120" fill="#b9a77f"/><ellipse cx="820" cy="612" rx="600" ry="100" fill="url(#lake)"/>` +
      times(9, index =>
        line(
          `M${360 + scatter(index) * 820} ${560 + scatter(index * 3) * 100} h${60 + 60 * scatter(index + 2)}`,
          '#d7ecf0',
          4,
          'opacity="0.7"'
        )
      ) +
      times(13, index =>
        area(
          `M${-200 + index * 170} 1000 L${440 + index * 58} 745 H${462 + index * 58} L${-80 + index * 170} 1000 Z`,
          index % 2 ? '#5f8148' : '#93a860'
        )
      ) +
      times(10, index =>
        tree(
          60 + index * 165,
          540 - 20 * scatter(index),
          70 + 50 * scatter(index + 4),
          index % 3 ? '#5f8550' : '#4f7546'
        )
      ) +
      box(1_280, 540, 90, 70, '#e9e2d3') +
      area('M1266 546 L1325 500 L1384 546 Z', '#9c4b36') +
      line('M1325 610 C1340 700 1200 720 1180 800', '#4b6f7c', 9)
  },
  'cardiff-atelier.jpg': {
    defs: fade('wall', '#e9ded0', '#d5c6b3') + fade('floor', '#a99885', '#8d7c6a'),
    body:
      box(0, 0, width, 700, 'url(#wall)') +
      box(0, 690, width, 310, 'url(#floor)') +
      times(
        5,
        index =>
          box(80 + index * 310, 90, 210, 300, '#c7dde2') +
          line(`M${185 + index * 310} 90 V390 M${80 + index * 310} 240 H${290 + index * 310}`, '#f4efe6', 9)
      ) +
      box(150, 640, 1_300, 34, '#74583f') +
      times(4, index => box(200 + index * 390, 670, 26, 230, '#5f4833')) +
      times(
        3,
        index =>
          box(280 + index * 420, 500, 170, 140, '#2f6173', 'rx="54"') +
          box(340 + index * 420, 474, 54, 30, '#3f7a8d', 'rx="8"') +
          line(`M${450 + index * 420} 570 h66 v70`, '#b9c2c4', 16)
      ) +
      person(250, 940, 380, '#31525e', '#8d5f45') +
      person(620, 950, 400, '#b4552f') +
      person(1_010, 930, 370, '#4f6b46', '#e0b893') +
      person(1_360, 945, 390, '#3a4a63', '#a9774f')
  },
  'rencontres-eau-lente.jpg': {
    defs: fade('sky', '#23414d', '#4d7d86', '#e5b98b'),
    body:
      box(0, 0, width, height, 'url(#sky)') +
      dot(360, 560, 70, '#f7dcae') +
      hills(640, 40, '#2c4f52') +
      area(`M0 760 Q400 700 800 760 T${width} 750 V${height} H0 Z`, '#3f7280') +
      times(14, index =>
        line(
          `M${scatter(index) * width} ${780 + scatter(index * 3) * 190} h${50 + 90 * scatter(index + 1)}`,
          '#7fb0b6',
          5,
          'opacity="0.5"'
        )
      ) +
      area(`M0 880 Q${width / 2} 840 ${width} 890 V${height} H0 Z`, '#24383b') +
      times(11, index =>
        person(
          110 + index * 140,
          930 + (index % 3) * 30,
          210 + 40 * scatter(index),
          ['#16262c', '#1e343b', '#122026'][index % 3],
          '#2b3d40'
        )
      ) +
      times(16, index => dot(60 + index * 100, 150 + 26 * Math.sin(index * 0.8), 11, '#f9dfa8', 'opacity="0.9"')) +
      line(
        `M0 140 ${times(16, index => `L${60 + index * 100} ${146 + 26 * Math.sin(index * 0.8)} `)} L${width} 150`,
        '#14252b',
        3
      )
  }
}

for (const [name, { defs, body }] of Object.entries(drawings)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${defs}</defs>${body}</svg>`
  const drawn = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' })
  const bytes = await (
    name.endsWith('.png') ? drawn.png({ palette: true, colours: 64 }) : drawn.jpeg({ quality: 68, mozjpeg: true })
  ).toBuffer()
  writeFileSync(join(root, 'resources', 'sample', 'pictures', name), bytes)
  console.log(name, bytes.length)
}
