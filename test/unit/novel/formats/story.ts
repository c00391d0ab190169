/** Two stories written for the tests of formats: front matter, five chapters with dialogue, and scene breaks. */

export interface Story {
  language: 'zh' | 'en'
  title: string
  /** Paragraphs before the first chapter. */
  front: readonly string[]
  chapters: ReadonlyArray<{ title: string; paragraphs: readonly string[] }>
}

/** How the stories mark a change of scene. */
const SCENE_BREAK = '* * *'

export const chineseStory: Story = {
  language: 'zh',
  title: '渡口灯火',
  front: ['渡口灯火', '作者：林半夏', '献给每一个在夜里等船的人。'],
  chapters: [
    {
      title: '第一章 雨夜来客',
      paragraphs: [
        '雨下到第三天，渡口的石阶已经没在水里。苏见秋把最后一盏灯挂上桅杆，回头看见一个人站在岸边的柳树底下，浑身湿透，怀里却紧紧抱着一只干干净净的木匣。',
        '“船家，还走不走？”那人问。',
        '“水这样大，要走也得等天亮。”苏见秋说，“你先上来躲雨吧，灶上还有热茶。”',
        '那人犹豫了一会儿，终于踩着跳板上了船。他没有坐下，只把木匣放在膝前，一只手始终按在匣盖上，仿佛里面的东西会自己跑掉似的。',
        '“我姓陆，叫陆平川。”他喝完半碗茶才开口，“我要去对岸的白鹭镇，找一个二十年前就该死了的人。”',
      ],
    },
    {
      title: '第二章 木匣',
      paragraphs: [
        '天亮的时候，雨停了，江面上起了很厚的雾。苏见秋撑开船，竹篙一下一下点进水里，声音很闷，像是敲在棉花上。',
        '“匣子里是什么？”她终于忍不住问。',
        '陆平川沉默了很久：“一封信，还有半块玉佩。写信的人说，另外半块在白鹭镇的钟楼里。”',
        SCENE_BREAK,
        '船到江心，雾里忽然传来另一支篙的声音。苏见秋停了手，侧耳去听，那声音也跟着停了。',
        '“有人在跟着我们。”她低声说。',
      ],
    },
    {
      title: '第三章 钟楼',
      paragraphs: [
        '白鹭镇的钟楼早就不响了。看楼的是个聋了一只耳朵的老人，镇上的人都叫他老周。他把玉佩举到窗前看了又看，手抖得厉害。',
        '“这东西，你从哪里得来的？”老周问。',
        '“家父留下的。”陆平川说，“他临终前要我来还给一个姓苏的人。”',
        '苏见秋站在门口，忽然觉得脚下的木板晃了一下。她从小就听母亲说，外祖家有一块玉，丢了半块，从此一家人再没有团圆过。',
      ],
    },
    {
      title: '第四章 旧信',
      paragraphs: [
        '信纸已经黄了，折痕处裂开细细的口子。老周念得很慢，念到一半就停下来擦眼睛。',
        '“见信如晤。那年发大水，我没有等到你的船，便以为你不来了。后来才晓得，你的船是沉在江心的。”',
        SCENE_BREAK,
        '屋里没有人说话。远处有孩子在喊卖菱角，一声高一声低，像是从很多年以前传过来的。',
        '“所以他没有死？”苏见秋问。',
        '“没有。”老周把信折好，“他只是不敢回来。”',
      ],
    },
    {
      title: '第五章 归舟',
      paragraphs: [
        '回程的时候天晴了，江水退下去一尺多，石阶露出来，青苔亮得晃眼。',
        '陆平川把木匣留在了钟楼。他站在船头，第一次没有用手按着什么东西，倒像是不知道手该往哪里放。',
        '“以后还走船吗？”他问。',
        '“走。”苏见秋说，“灯总得有人点。”',
      ],
    },
  ],
}

export const englishStory: Story = {
  language: 'en',
  title: 'The Lamp at Harrow Ferry',
  front: ['The Lamp at Harrow Ferry', 'by Nora Whitlock', 'For everyone who has waited for a boat at night.'],
  chapters: [
    {
      title: 'Chapter One: A Guest in the Rain',
      paragraphs: [
        'By the third day of rain the stone steps of the ferry had gone under water. Edith Marlow hung the last lamp on the mast, and when she turned round there was a man beneath the willow on the bank, soaked to the skin, with a perfectly dry wooden box held tight against his chest.',
        '“Is the boat still crossing?” he asked.',
        '“Not in this. We wait for daylight,” said Edith. “Come aboard and get out of the rain; there’s tea on the stove.”',
        'He hesitated, and then he came up the plank. He did not sit. He set the box before his knees and kept one hand upon the lid, as though whatever was inside might walk away by itself.',
        '“My name is Thomas Reade,” he said, when the cup was half empty. “I’m going over to Heron’s Landing to find a man who should have died twenty years ago.”',
      ],
    },
    {
      title: 'Chapter Two: The Box',
      paragraphs: [
        'At dawn the rain stopped and a heavy, well-meaning fog came down upon the river. Edith pushed off, and the pole went into the water with a dull sound, again and again, like knocking on a mattress.',
        '“What’s in the box?” she said at last.',
        'Reade was silent for a long time. “A letter, and half of a jade medal. Whoever wrote the letter says that the other half is in the clock tower.”',
        SCENE_BREAK,
        'In the middle of the river they heard another pole. Edith stopped to listen, and the other pole stopped too.',
        '“Somebody is following us,” she whispered.',
      ],
    },
    {
      title: 'Chapter Three: The Clock Tower',
      paragraphs: [
        'The clock at Heron’s Landing had not struck for years. Its keeper was an old man, deaf in one ear, whom everybody called Uncle Joss. He held the medal up to the window and turned it over and over, and his hands shook.',
        '“Where did you come by this?” asked Joss.',
        '“My father left it to me,” said Reade. “He wanted it given back to somebody called Marlow.”',
        'In the doorway Edith felt the boards move under her feet. Her mother had told her, when she was small, about a medal that was broken in two, and a family that had never been whole again.',
      ],
    },
    {
      title: 'Chapter Four: An Old Letter',
      paragraphs: [
        'The paper was yellow, and had begun to split along the folds. Joss read slowly, and half-way through he stopped to wipe his eyes.',
        '“I write as if you were across the table. In the year of the flood I waited for your boat, and thought that you had changed your mind. Only later did I hear that it went down in the middle of the river.”',
        SCENE_BREAK,
        'Nobody spoke. Far off a child was selling water chestnuts, and the cry rose and fell as if it came from many years before.',
        '“Then he isn’t dead?” said Edith.',
        '“No,” said Joss, and folded the letter. “He was only afraid to come home.”',
      ],
    },
    {
      title: 'Chapter Five: Homeward',
      paragraphs: [
        'On the way back the sky was clear. The river had gone down by a foot, and the moss on the steps was bright enough to dazzle.',
        'Reade had left the box in the tower. He stood in the bow without holding on to anything, and seemed not to know what hands were for.',
        '“Will you keep the ferry?” he asked.',
        '“I will,” said Edith. “Somebody has to light the lamp.”',
      ],
    },
  ],
}

/** In traditional characters, as Big5 has them. */
export const traditionalStory: Story = {
  language: 'zh',
  title: '渡口燈火',
  front: ['渡口燈火', '作者：林半夏'],
  chapters: [
    {
      title: '第一章 雨夜來客',
      paragraphs: [
        '雨下到第三天，渡口的石階已經沒在水裡。蘇見秋把最後一盞燈掛上桅杆，回頭看見一個人站在岸邊的柳樹底下，渾身濕透，懷裡卻緊緊抱著一隻乾乾淨淨的木匣。',
        '「船家，還走不走？」那人問。',
        '「水這樣大，要走也得等天亮。」蘇見秋說，「你先上來躲雨吧，灶上還有熱茶。」',
      ],
    },
    {
      title: '第二章 木匣',
      paragraphs: [
        '天亮的時候，雨停了，江面上起了很厚的霧。蘇見秋撐開船，竹篙一下一下點進水裡，聲音很悶，像是敲在棉花上。',
        '「匣子裡是什麼？」她終於忍不住問。',
        '陸平川沉默了很久：「一封信，還有半塊玉佩。寫信的人說，另外半塊在白鷺鎮的鐘樓裡。」',
      ],
    },
  ],
}

export const stories = [chineseStory, englishStory]

/** Every paragraph of a story in order, headings included. */
export function paragraphsOf(story: Story): string[] {
  return [...story.front, ...story.chapters.flatMap(({ title, paragraphs }) => [title, ...paragraphs])]
}
