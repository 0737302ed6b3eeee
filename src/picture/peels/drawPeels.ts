import * as Kind from '../Kind.ts'
import { px } from '../paths.ts'
import { ink, styleSheet } from '../styleSheet.ts'
import { escapeXml } from '../Text.ts'
import { type Block, layoutPeels, type PeelScene, SHEET } from './layoutPeels.ts'
import { assertPeels, type Peels } from './Peels.ts'

/**
 * Draws a peel chain as one line with its peels, as a self-contained SVG: no script, no font, no reference to anything outside.
 *
 * The same chain gives the same bytes. Texts may be hostile: they are shown as text. Amounts are exact in the tooltips, and
 * steps that are left out are counted.
 *
 * @returns SVG text, UTF-8, ending in a line feed.
 * @throws InvalidPeelsError `LZ_PEELS_INVALID`
 * @example
 * drawPeels({ title: 'Block 9', unit: 'BTC', decimals: 8, start: 'a coinbase', end: 'unspent', isHeld: true, steps })
 * drawPeels({ ...chain, steps: [] }) // throws LZ_PEELS_INVALID
 */
export function drawPeels(peels: Peels): string {
  assertPeels(peels)
  const scene = layoutPeels(peels)
  const parts = [
    open(scene),
    `<title>${escapeXml(scene.title)}</title>`,
    `<desc>${escapeXml(scene.description)}</desc>`,
    `<style>${styleSheet()}</style>`,
    `<rect class="paper" width="${px(scene.widthPx)}" height="${px(scene.heightPx)}" fill="${ink.light.paper}"/>`,
    ...scene.blocks.map(writeBlock),
    ...scene.texts.map(writeText),
    '</svg>',
  ]
  return `${parts.join('\n')}\n`
}

function open({ widthPx, heightPx, title }: PeelScene): string {
  const size = `width="${px(widthPx)}" height="${px(heightPx)}" viewBox="0 0 ${px(widthPx)} ${px(heightPx)}"`
  const font =
    "font-family=\"Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif\""
  return `<svg xmlns="http://www.w3.org/2000/svg" class="lz-flow" role="img" aria-label="${escapeXml(title)}" ${size} ${font}>`
}

function writeBlock({ kind, xPx, yPx, widthPx, heightPx, tooltip, isFlow }: Block): string {
  const box = `x="${px(xPx)}" y="${px(yPx)}" width="${px(widthPx)}" height="${px(heightPx)}"`
  const opacity = isFlow ? ' opacity="0.4"' : ''
  const shape = `<rect class="f-${kind}" ${box} fill="${Kind.looks[kind].light}"${opacity}/>`
  return `<g><title>${escapeXml(tooltip)}</title>${shape}</g>`
}

function writeText({ className, xPx, yPx, text }: PeelScene['texts'][number]): string {
  const fill = className === 'note' || className === 'amount' ? ink.light.quiet : ink.light.text
  const size = className === 'title' ? SHEET.titlePx : SHEET.textPx
  return `<text class="${className}" x="${px(xPx)}" y="${px(yPx)}" font-size="${size}" fill="${fill}">${escapeXml(text)}</text>`
}
