export interface Masked {
  readonly text: string;
  /** The words as they were, with every mask taken off again. */
  readonly unmask: (text: string) => string;
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  [
    "证件",
    /(?<![0-9a-z])[0-9]{17}[0-9x](?![0-9a-z])|(?<![0-9a-z])[0-9a-hj-npqrtuwxy]{2}[0-9]{6}[0-9a-hj-npqrtuwxy]{10}(?![0-9a-z])/giu,
  ],
  ["账号", /(?<![0-9])[0-9]{15,19}(?![0-9])/gu],
  [
    "电话",
    /(?<![0-9])(?:\+?86[ -]?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])|(?<![0-9])0[0-9]{2,3}-?[0-9]{7,8}(?![0-9])/gu,
  ],
  ["邮箱", /[\w.+-]+@[\w-]+\.[\w.]+/gu],
  [
    "姓名",
    /(?<=(?:叫|联系人(?:是|换成|改成|:|:)?|姓名(?:是|:|:)?|法人(?:是|代表)?(?:是|:|:)?|我是|找|名字是))\s?(?![\u4e00-\u9fa5]{0,3}(?:公司|厂|企业|单位|做|搞|开|负责|园区|谁|人|我|你|他|哪))(?:[老小][\u4e00-\u9fa5]|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫经房裘缪干解应宗丁宣邓洪包左石崔吉龚程邢裴陆荣翁荀牧][\u4e00-\u9fa5]{1,2})(?=[,,。;;、\s0-9〔((的:]|$|电话|经理|主任|师傅|老板|厂长|总)/gu,
  ],
  [
    "姓名",
    /[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁马苗方任袁柳史唐薛雷贺罗毕郝安常傅齐康顾孟黄萧尹姚邵汪毛戴宋庞熊纪董梁杜贾江郭林钟徐邱高夏蔡田胡万卢丁邓洪石崔程陆](?:经理|主任|师傅|老板|厂长|所长|局长|科长|书记|镇长|队长|会计|总(?![是共的部])|工(?![作人程业厂资]))/gu,
  ],
];

/** Takes out what names a person before text leaves the house (PIPL art. 5–6): numbers, accounts, addresses of mail, names. */
export function mask(raw: string): Masked {
  const known = new Map<string, string>();
  let text = raw.replaceAll(/[〔〕]/gu, " ");
  for (const [kind, pattern] of KINDS) {
    text = text.replaceAll(pattern, (found) => {
      for (const [tag, value] of known) if (value === found) return tag;
      const tag = `〔${kind}${[...known.keys()].filter((one) => one.includes(kind)).length + 1}〕`;
      known.set(tag, found);
      return tag;
    });
  }
  return {
    text,
    unmask: (masked) => [...known].reduce((out, [tag, value]) => out.replaceAll(tag, value), masked),
  };
}
