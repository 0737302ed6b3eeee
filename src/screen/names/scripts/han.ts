import { HAN_READINGS, HAN_VARIANTS } from './hanTables.ts'
import { KANJI_READINGS } from './kanji.ts'
import { readPairs } from './readPairs.ts'

/** Characters that are read otherwise as surnames, and surnames as they are written in Hong Kong, Taiwan and South-East Asia. */
const SURNAMES = readPairs(
  '曾 zeng/tsang/tseng 单 shan 解 xie 仇 qiu 区 ou/au 查 zha 任 ren 盖 ge 缪 miao 尉 yu 朴 piao/pak/park 陈 chen/chan/tan 黄 huang/wong/ng 李 li/lee 王 wang/wong/ong ' +
    '张 zhang/cheung/chang/teo 林 lin/lam/lim 吴 wu/ng/goh 刘 liu/lau/low 蔡 cai/choi/tsai/chua 郑 zheng/cheng/cheang/tay 梁 liang/leung/leong/neo 谢 xie/tse/hsieh/chia 何 he/ho ' +
    '杨 yang/yeung/yeo 罗 luo/lo/law 许 xu/hui/hsu/koh 叶 ye/yip/yeh/yap 周 zhou/chow/chou/chew 徐 xu/tsui/hsu 邓 deng/tang/teng 冯 feng/fung 赵 zhao/chiu/chao 朱 zhu/chu/choo 马 ma/mah ' +
    '胡 hu/wu/woo 郭 guo/kwok/kuo/quek 洪 hong/hung/ang 高 gao/ko/kao 潘 pan/poon 余 yu/yue 江 jiang/kong/chiang 蒋 jiang/chiang/cheung 苏 su/so 萧 xiao/siu/hsiao 卢 lu/lo 关 guan/kwan 钟 zhong/chung ' +
    '方 fang/fong 孙 sun/suen 汤 tang/tong 温 wen/wan 袁 yuan/yuen 吕 lv/lui/lu 金 jin/kim 崔 cui/choi/choe 姜 jiang/kang 尹 yin/yun 申 shen/shin 韩 han/hon 宋 song/sung 曹 cao/tso/tsao',
)

const READINGS = new Map(
  HAN_READINGS.trim()
    .split('\n')
    .flatMap((line) => {
      const [syllable = '', characters = ''] = line.split(' ')
      return [...characters].map((character) => [character, syllable] as const)
    }),
)

const VARIANTS = new Map(
  (HAN_VARIANTS.replaceAll('\n', '').match(/../gu) ?? []).map(([from = '', to = '']) => [from, to] as const),
)

/** Every syllable of Hanyu Pinyin. */
export const PINYIN: ReadonlySet<string> = new Set(READINGS.values())

/** Whether a character is a Han character (or the mark that repeats one). */
export function isHan(character: string): boolean {
  return /^[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]$/.test(character)
}

/** The simplified form of a character, so that both ways to write it are one. */
export function simplifyHan(character: string): string {
  return VARIANTS.get(character) ?? character
}

/** The spellings of one character: Mandarin, then surnames' own, then Japanese. Takes either form; empty if unknown. */
export function spellHan(character: string): readonly string[] {
  const simple = simplifyHan(character)
  const mandarin = READINGS.get(simple)
  const chinese = [...(mandarin === undefined ? [] : [mandarin.replace('v', 'u')]), ...(SURNAMES.get(simple) ?? [])]
  return [...new Set([...chinese, ...(KANJI_READINGS.get(character) ?? KANJI_READINGS.get(simple) ?? [])])]
}
