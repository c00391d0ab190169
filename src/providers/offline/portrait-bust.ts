/** The bust, in a field of 768 x 1024: shoulders and garment, neck, head, face, hair. */
import { drawGarment } from './portrait-garment.ts'
import type { PortraitTraits } from './portrait-traits.ts'

/** Middle of the face. */
const CX = 384
const CY = 420

export function drawBust(traits: PortraitTraits): string {
  const head = headShape(traits)
  return [
    hairBehind(traits, head),
    neck(traits),
    drawGarment(traits),
    `<path d="${head.outline}" fill="url(#skin)"/>`,
    ears(traits, head),
    face(traits, head),
    beard(traits, head),
    hairInFront(traits, head),
    traits.hat ? hat(traits, head) : '',
  ].join('')
}

interface Head {
  /** Half width and half height. */
  rx: number
  ry: number
  outline: string
}

function headShape({ female, child, dice }: PortraitTraits): Head {
  const rx = (child ? 128 : female ? 118 : 124) + ((dice[16] as number) % 9) - 4
  const ry = (child ? 146 : 164) + ((dice[17] as number) % 11) - 5
  const jaw = female || child ? 0.52 : 0.64
  const outline = `M${CX - rx} ${CY - ry * 0.25} C${CX - rx} ${CY - ry * 1.12} ${CX + rx} ${CY - ry * 1.12} ${CX + rx} ${CY - ry * 0.25} C${CX + rx} ${CY + ry * 0.42} ${CX + rx * jaw} ${CY + ry * 0.8} ${CX + rx * 0.22} ${CY + ry * 0.97} Q${CX} ${CY + ry * 1.04} ${CX - rx * 0.22} ${CY + ry * 0.97} C${CX - rx * jaw} ${CY + ry * 0.8} ${CX - rx} ${CY + ry * 0.42} ${CX - rx} ${CY - ry * 0.25} Z`
  return { rx, ry, outline }
}

function neck({ skinShade, female }: PortraitTraits): string {
  const half = female ? 44 : 58
  return `<path d="M${CX - half} 520 L${CX - half - 8} 660 Q${CX} 730 ${CX + half + 8} 660 L${CX + half} 520 Z" fill="url(#skin)"/><path d="M${CX - half} 540 Q${CX} 640 ${CX + half} 540 L${CX + half} 590 Q${CX} 668 ${CX - half} 590 Z" fill="${skinShade}" opacity="0.55"/>`
}

function ears({ skinShade }: PortraitTraits, { rx }: Head): string {
  return [-1, 1]
    .map(
      (side) =>
        `<ellipse cx="${CX + side * (rx + 2)}" cy="${CY + 14}" rx="15" ry="30" fill="url(#skin)"/><ellipse cx="${CX + side * (rx + 3)}" cy="${CY + 16}" rx="7" ry="17" fill="${skinShade}" opacity="0.6"/>`,
    )
    .join('')
}

/** Eyes half closed and a quiet mouth: a face that belongs to anybody, not a likeness. */
function face({ hair, skinShade, female, old, child, glasses, dice }: PortraitTraits, { ry }: Head): string {
  const eyeY = CY + (child ? 18 : 6)
  const spread = 50
  const mood = ((dice[18] as number) % 3) - 1
  const brow = old ? '#8f8a83' : hair
  const parts: string[] = []
  for (const side of [-1, 1]) {
    const x = CX + side * spread
    parts.push(
      `<path d="M${x - 25} ${eyeY} Q${x} ${eyeY - 19} ${x + 25} ${eyeY} Q${x} ${eyeY + 13} ${x - 25} ${eyeY} Z" fill="#fbf6ef"/>`,
    )
    parts.push(
      `<circle cx="${x}" cy="${eyeY - 2}" r="10.5" fill="#33241d"/><circle cx="${x + 3.5}" cy="${eyeY - 6}" r="3" fill="#fff" opacity="0.9"/>`,
    )
    parts.push(
      `<path d="M${x - 27} ${eyeY + 1} Q${x} ${eyeY - 23} ${x + 27} ${eyeY + 1}" fill="none" stroke="#2b1d18" stroke-width="${female ? 5 : 3.6}" stroke-linecap="round"/>`,
    )
    parts.push(
      `<path d="M${x - 30} ${eyeY - 34 + (side < 0 ? 0 : mood * 3)} Q${x} ${eyeY - 48} ${x + 30} ${eyeY - 34 + (side < 0 ? mood * 3 : 0)}" fill="none" stroke="${brow}" stroke-width="${female ? 6 : 10}" stroke-linecap="round" opacity="0.88"/>`,
    )
    if (female || child)
      parts.push(`<ellipse cx="${x + side * 14}" cy="${eyeY + 52}" rx="27" ry="17" fill="#e2806d" opacity="0.22"/>`)
    if (old)
      parts.push(
        `<path d="M${x - 22} ${eyeY + 24} Q${x} ${eyeY + 34} ${x + 22} ${eyeY + 24}" fill="none" stroke="${skinShade}" stroke-width="3.4" stroke-linecap="round"/>`,
      )
    if (glasses)
      parts.push(
        `<circle cx="${x}" cy="${eyeY}" r="38" fill="#fff" fill-opacity="0.1" stroke="#3a2f2a" stroke-width="4.5"/>`,
      )
  }
  if (glasses)
    parts.push(
      `<path d="M${CX - 12} ${eyeY} Q${CX} ${eyeY - 9} ${CX + 12} ${eyeY}" fill="none" stroke="#3a2f2a" stroke-width="4.5"/>`,
    )
  parts.push(
    `<path d="M${CX + 4} ${eyeY + 8} Q${CX + 22} ${eyeY + 50} ${CX + 13} ${eyeY + 60} Q${CX} ${eyeY + 68} ${CX - 12} ${eyeY + 60}" fill="none" stroke="${skinShade}" stroke-width="5" stroke-linecap="round"/>`,
  )
  const mouthY = CY + ry * 0.62
  parts.push(
    `<path d="M${CX - 33} ${mouthY - mood * 2} Q${CX - 12} ${mouthY - 9} ${CX} ${mouthY - 4} Q${CX + 12} ${mouthY - 9} ${CX + 33} ${mouthY - mood * 2} Q${CX} ${mouthY + 18 + mood * 3} ${CX - 33} ${mouthY - mood * 2} Z" fill="${female ? '#b8483f' : '#a85f4f'}"/><path d="M${CX - 33} ${mouthY - mood * 2} Q${CX} ${mouthY + 5} ${CX + 33} ${mouthY - mood * 2}" fill="none" stroke="#6d2f29" stroke-width="2.6" stroke-linecap="round"/>`,
  )
  return parts.join('')
}

function beard({ beard, hair, old }: PortraitTraits, { rx, ry }: Head): string {
  if (!beard) return ''
  const colour = old ? '#d8d3ca' : hair
  const tip = old ? 150 : 54
  return `<path d="M${CX - rx * 0.94} ${CY + ry * 0.2} C${CX - rx * 0.9} ${CY + ry * 0.72} ${CX - rx * 0.5} ${CY + ry * 0.6} ${CX - 42} ${CY + ry * 0.5} Q${CX} ${CY + ry * 0.42} ${CX + 42} ${CY + ry * 0.5} C${CX + rx * 0.5} ${CY + ry * 0.6} ${CX + rx * 0.9} ${CY + ry * 0.72} ${CX + rx * 0.94} ${CY + ry * 0.2} C${CX + rx * 0.98} ${CY + ry * 0.9} ${CX + rx * 0.42} ${CY + ry + tip * 0.7} ${CX} ${CY + ry + tip} C${CX - rx * 0.42} ${CY + ry + tip * 0.7} ${CX - rx * 0.98} ${CY + ry * 0.9} ${CX - rx * 0.94} ${CY + ry * 0.2} Z" fill="${colour}"/><path d="M${CX - 36} ${CY + ry * 0.6} Q${CX} ${CY + ry * 0.7} ${CX + 36} ${CY + ry * 0.6}" fill="none" stroke="#7c3a32" stroke-width="7" stroke-linecap="round"/>`
}

function hairBehind({ hairStyle, hair }: PortraitTraits, { rx, ry }: Head): string {
  const crown = CY - ry
  switch (hairStyle) {
    case 'long':
      return `<path d="M${CX - rx - 34} ${CY} C${CX - rx - 60} ${crown - 70} ${CX + rx + 60} ${crown - 70} ${CX + rx + 34} ${CY} C${CX + rx + 44} 640 ${CX + rx + 84} 760 ${CX + rx + 58} 860 L${CX - rx - 58} 860 C${CX - rx - 84} 760 ${CX - rx - 44} 640 ${CX - rx - 34} ${CY} Z" fill="${hair}"/>`
    case 'bob':
      return `<path d="M${CX - rx - 32} ${CY} C${CX - rx - 54} ${crown - 66} ${CX + rx + 54} ${crown - 66} ${CX + rx + 32} ${CY} C${CX + rx + 48} 520 ${CX + rx + 34} 580 ${CX + rx - 6} 592 L${CX - rx + 6} 592 C${CX - rx - 34} 580 ${CX - rx - 48} 520 ${CX - rx - 32} ${CY} Z" fill="${hair}"/>`
    case 'bun':
      return `<ellipse cx="${CX}" cy="${crown - 34}" rx="78" ry="62" fill="${hair}"/><path d="M${CX - rx - 18} ${CY + 30} C${CX - rx - 40} ${crown - 50} ${CX + rx + 40} ${crown - 50} ${CX + rx + 18} ${CY + 30} Z" fill="${hair}"/>`
    case 'topknot':
      return `<ellipse cx="${CX}" cy="${crown - 52}" rx="38" ry="46" fill="${hair}"/><path d="M${CX - rx - 12} ${CY + 10} C${CX - rx - 30} ${crown - 44} ${CX + rx + 30} ${crown - 44} ${CX + rx + 12} ${CY + 10} Z" fill="${hair}"/>`
    case 'short':
      return `<path d="M${CX - rx - 14} ${CY + 24} C${CX - rx - 36} ${crown - 46} ${CX + rx + 36} ${crown - 46} ${CX + rx + 14} ${CY + 24} Z" fill="${hair}"/>`
    case 'tonsure':
      return ''
  }
}

function hairInFront({ hairStyle, hair, palette, dice }: PortraitTraits, { rx, ry }: Head): string {
  const crown = CY - ry
  const part = CX + (((dice[19] as number) % 81) - 40)
  // The control points are set so that the curve's top lies above the head whatever the hair's lower edge is.
  const cap = (low: number) => {
    const control = (crown - 22 - 0.25 * (CY + low)) / 0.75
    return `<path d="M${CX - rx - 12} ${CY + low} C${CX - rx - 26} ${control} ${CX + rx + 26} ${control} ${CX + rx + 12} ${CY + low} C${CX + rx - 2} ${CY - 50} ${CX + rx * 0.66} ${CY - 88} ${part} ${CY - 112} C${CX - rx * 0.66} ${CY - 88} ${CX - rx + 2} ${CY - 50} ${CX - rx - 12} ${CY + low} Z" fill="${hair}"/>`
  }
  const shine = `<path d="M${CX - rx * 0.62} ${crown + 34} Q${CX - 10} ${crown - 10} ${CX + rx * 0.5} ${crown + 22}" fill="none" stroke="#fff" stroke-opacity="0.13" stroke-width="13" stroke-linecap="round"/>`
  switch (hairStyle) {
    case 'long':
      return `${cap(70)}${shine}`
    case 'bob':
      return `${cap(90)}${shine}`
    case 'bun':
      return `${cap(16)}${shine}<path d="M${CX - 66} ${crown - 20} L${CX + 118} ${crown - 74}" stroke="${palette.trim}" stroke-width="9" stroke-linecap="round"/><circle cx="${CX + 122}" cy="${crown - 76}" r="13" fill="${palette.trim}"/>`
    case 'topknot':
      return `${cap(-4)}${shine}<rect x="${CX - 34}" y="${crown - 32}" width="68" height="20" rx="9" fill="${palette.trim}"/>`
    case 'short':
      return `${cap(-10)}${shine}`
    case 'tonsure':
      return `<path d="M${CX - rx * 0.5} ${crown + 26} Q${CX} ${crown + 2} ${CX + rx * 0.5} ${crown + 26}" fill="none" stroke="#fff" stroke-opacity="0.35" stroke-width="12" stroke-linecap="round"/>${[-26, 0, 26].map((dx) => `<circle cx="${CX + dx}" cy="${crown + 58}" r="5" fill="#7a5a45" opacity="0.5"/>`).join('')}`
  }
}

function hat({ palette, female }: PortraitTraits, { rx, ry }: Head): string {
  const brim = CY - ry * 0.62
  const crown = female ? 104 : 150
  return `<path d="M${CX - rx * 0.86} ${brim} C${CX - rx * 0.9} ${brim - crown * 1.25} ${CX + rx * 0.9} ${brim - crown * 1.25} ${CX + rx * 0.86} ${brim} Z" fill="${palette.garmentShade}"/><ellipse cx="${CX}" cy="${brim}" rx="${rx * (female ? 1.5 : 1.36)}" ry="${female ? 34 : 26}" fill="${palette.garmentShade}"/><path d="M${CX - rx * 0.86} ${brim - 10} Q${CX} ${brim + 20} ${CX + rx * 0.86} ${brim - 10} L${CX + rx * 0.86} ${brim - 36} Q${CX} ${brim - 8} ${CX - rx * 0.86} ${brim - 36} Z" fill="${palette.trim}"/>`
}
