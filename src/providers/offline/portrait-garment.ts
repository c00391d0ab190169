/** What the bust wears. */
import type { PortraitTraits } from './portrait-traits.ts'

const CX = 384

export function drawGarment(traits: PortraitTraits): string {
  const half = traits.child ? 210 : traits.female ? 238 : 282
  const slope = traits.female ? 690 : 672
  const body = `<path d="M${CX - half - 56} 1024 C${CX - half - 52} 850 ${CX - half + 6} 764 ${CX - 120} ${slope} Q${CX - 78} ${slope - 26} ${CX - 62} ${slope - 40} Q${CX} ${slope + 70} ${CX + 62} ${slope - 40} Q${CX + 78} ${slope - 26} ${CX + 120} ${slope} C${CX + half - 6} 764 ${CX + half + 52} 850 ${CX + half + 56} 1024 Z" fill="url(#cloth)"/>`
  const folds = [-1, 1]
    .map(
      (side) =>
        `<path d="M${CX + side * 150} ${slope + 44} Q${CX + side * 190} 880 ${CX + side * 168} 1024" fill="none" stroke="#000" stroke-opacity="0.16" stroke-width="7" stroke-linecap="round"/>`,
    )
    .join('')
  return `${body}${folds}${details(traits)}${ornament(traits)}`
}

function details({ garment, palette, dice }: PortraitTraits): string {
  switch (garment) {
    case 'robe':
      // Crossed collar, left over right.
      return `<path d="M${CX + 66} 626 L${CX + 112} 664 L${CX - 60} 1024 L${CX - 150} 1024 Z" fill="${palette.garmentShade}"/><path d="M${CX - 66} 626 L${CX - 112} 664 L${CX + 70} 1024 L${CX + 162} 1024 Z" fill="${palette.trim}"/><path d="M${CX - 62} 634 L${CX - 92} 660 L${CX + 96} 1024 L${CX + 138} 1024 Z" fill="#f6efe2"/><path d="M${CX - 66} 626 Q${CX} 712 ${CX + 66} 626 L${CX + 24} 724 L${CX - 8} 736 Z" fill="url(#skin)"/>`
    case 'suit':
      return `<path d="M${CX - 70} 624 L${CX} 780 L${CX + 70} 624 L${CX + 92} 660 L${CX + 34} 1024 L${CX - 34} 1024 L${CX - 92} 660 Z" fill="#f4efe6"/><path d="M${CX - 20} 724 L${CX + 20} 724 L${CX + 30} 960 L${CX} 1010 L${CX - 30} 960 Z" fill="${palette.trim}"/><path d="M${CX - 24} 700 L${CX + 24} 700 L${CX + 15} 742 L${CX - 15} 742 Z" fill="${palette.trim}"/>${[-1, 1].map((side) => `<path d="M${CX + side * 74} 632 L${CX + side * 150} 720 L${CX + side * 112} 770 L${CX + side * 30} 1024 L${CX + side * 96} 1024 L${CX + side * 178} 712 L${CX + side * 110} 650 Z" fill="${palette.garmentShade}"/>`).join('')}`
    case 'gown':
      return `<path d="M${CX - 118} 676 Q${CX} 860 ${CX + 118} 676 Q${CX + 70} 640 ${CX + 58} 640 Q${CX} 730 ${CX - 58} 640 Q${CX - 70} 640 ${CX - 118} 676 Z" fill="url(#skin)"/><path d="M${CX - 122} 674 Q${CX} 866 ${CX + 122} 674" fill="none" stroke="${palette.trim}" stroke-width="15" stroke-linecap="round" stroke-dasharray="2 22"/><path d="M${CX - 60} 700 Q${CX} 762 ${CX + 60} 700" fill="none" stroke="${palette.trim}" stroke-width="3.4"/><circle cx="${CX}" cy="734" r="11" fill="${palette.trim}"/>`
    case 'coat':
      return `<path d="M${CX - 72} 628 Q${CX} 740 ${CX + 72} 628 L${CX + 44} 1024 L${CX - 44} 1024 Z" fill="#efe7d9"/>${[-1, 1].map((side) => `<path d="M${CX + side * 72} 616 Q${CX + side * 168} 640 ${CX + side * 160} 742 L${CX + side * 40} 840 Z" fill="${palette.garmentShade}"/><circle cx="${CX + side * 84}" cy="880" r="12" fill="${palette.trim}"/><circle cx="${CX + side * 84}" cy="960" r="12" fill="${palette.trim}"/>`).join('')}`
    case 'plain':
      return `<path d="M${CX - 76} 622 Q${CX} 716 ${CX + 76} 622 L${CX + 84} 664 Q${CX} 764 ${CX - 84} 664 Z" fill="${palette.trim}"/><path d="M${CX} 720 L${CX + 60 + ((dice[20] as number) % 30)} 1024" stroke="${palette.garmentShade}" stroke-width="8"/>${[0, 1, 2].map((i) => `<path d="M${CX - 12 + i * 18} ${780 + i * 84} h40" stroke="${palette.trim}" stroke-width="9" stroke-linecap="round"/>`).join('')}`
  }
}

/** A quiet pattern in the cloth at both shoulders. */
function ornament({ palette, dice }: PortraitTraits): string {
  const kind = (dice[21] as number) % 3
  const stroke = `fill="none" stroke="${palette.trim}" stroke-opacity="0.4" stroke-width="3.4"`
  return [-1, 1]
    .map((side) => {
      const x = CX + side * 226
      switch (kind) {
        case 0:
          return [18, 34, 50].map((r) => `<circle cx="${x}" cy="880" r="${r}" ${stroke}/>`).join('')
        case 1:
          return [0, 1, 2, 3].map((i) => `<path d="M${x - 40} ${840 + i * 34} q20 -24 40 0 t40 0" ${stroke}/>`).join('')
        default:
          return [0, 1, 2, 3, 4, 5]
            .map(
              (i) => `<ellipse cx="${x}" cy="852" rx="10" ry="30" transform="rotate(${i * 60} ${x} 884)" ${stroke}/>`,
            )
            .join('')
      }
    })
    .join('')
}
