import type { zhPictures } from './zh-pictures.ts'

/** What the page says in English of pictures, of scripts being written, and of notes on finished work. */
export const enPictures = {
  'writing.live': 'Script being written',
  'writing.started': 'Episode {n} is being written',

  'notes.count': '{n} {n:item|items} with notes',
  'notes.byRules': 'rules',
  'notes.byRules.hint':
    'Made by the offline rules, while a model made other parts of this project. The items in the Task Center say why.',

  'pictures.strip': 'Pictures to choose from',
  'pictures.show': 'Show picture {n}',
  'pictures.show.chosen': 'Show picture {n} (in use)',
  'pictures.choose': 'Use this one',
  'pictures.chose': 'The picture was changed',
  'pictures.delete': 'Delete this picture',
  'pictures.delete.title': 'Delete this picture?',
  'pictures.delete.text.same': 'This cannot be undone.',
  'pictures.delete.text.newest':
    'It is the one in use; the newest of the others takes its place. This cannot be undone.',
  'pictures.delete.text.none': 'It is the only one; no picture is left without it. This cannot be undone.',
  'pictures.delete.looks':
    'Looks are made from the picture of the character: without one no further looks can be drawn. Those that are drawn stay.',
  'pictures.delete.action': 'Delete',
  'pictures.deleted.same': 'The picture was deleted',
  'pictures.deleted.newest': 'The picture was deleted; the newest of the others is in use now',
  'pictures.deleted.none': 'The picture was deleted; there is no other',
  'pictures.facts': 'How it was drawn',
  'pictures.model': 'Model',
  'pictures.seed': 'Seed',
  'pictures.cost': 'Cost',
  'pictures.prompt': 'Prompt',
  'pictures.cost.unknown': 'not known',
  'pictures.drawMore': 'Draw more…',
  'pictures.draw': 'Draw…',
  'pictures.drawLook': 'Draw this look…',
  'pictures.dialog': 'Draw {name}',
  'pictures.count': 'How many',
  'pictures.prompt.hint': 'Changed words are drawn as you write them; unchanged, the description decides',
  'pictures.submit': 'Draw {n}',
  'pictures.submit.price': 'Draw {n} for {price}',
  'pictures.price.free': 'Drawn offline, at no cost.',
  'pictures.price.unknown': 'Drawn by {model}. Its price is not known; the provider charges what it charges.',
  'pictures.price.known': 'Drawn by {model}, {price} a picture, {total} in all.',
  'pictures.price.asking': 'Looking up the price…',
  'pictures.failed': 'The last drawing failed',

  'looks.title': 'Looks',
  'looks.from': 'from',
  'looks.needsSheet': 'Draw the character first: looks are made from that picture.',
  'looks.portraitOf': '{name} · {look}',

  'invented.mark': 'invented',
  'invented.text': 'Not in the text, added so that it can be drawn:',
} satisfies Record<keyof typeof zhPictures, string>
