/** Parts of a place as people write them, from the large to the small; each may be missing. */
const AREA =
  "(?:(?:永安|现代|东部|镇区|城区|老城|新城|[\\u4e00-\\u9fa5]{2})?(?:集聚区|片区|拓展区|开发区|工业区|工业集中区|工业园区?|产业园|科技园|物流园|园区|集中区))";
const ROAD_NAME =
  "(?:[东西南北中经纬]{1,2}[一二三四五六七八九十0-9]{1,3}路|[一二三四五六七八九十]{1,2}号路|[东南西北]{1,2}环路|[\\u4e00-\\u9fa5]{2,3}(?:大道|大街)|(?!(?:的|这|那|条|段|在|了|到|从|上|走|修|过|堵|出|门口|我们|一条|道|铁|公|马|网|线|电|思|套|销|油|回|来|去)[\\u4e00-\\u9fa5]?路)[\\u4e00-\\u9fa5]{2}(?:大)?路|大路|[gs][0-9]{2,3}|[0-9]{3}(?:国道|省道))";
const NUMBER =
  "(?:[0-9]{1,4}号?(?:和|、|跟|到|至|-)[0-9]{1,4}号|[0-9]{1,4}(?:-[0-9]{1,3})?号(?!线|路|楼|车间|厂|仓|门(?!口|前|外)|机|桥|库))";
const BUILDING =
  "(?:(?:[0-9]{1,3}|[a-z]|[一二三四五六七八九十]{1,2})(?:号|#|期)?(?:楼|栋|幢|厂房|车间|厂区|仓库|库|门(?!口|前|外)|宿舍楼|宿舍|地块|变压器|配电房|锅炉|窑炉|线)|[东南西北](?:门|大门|侧门|区|院|车间|厂区))";
const FACILITY =
  "(?:(?:新|老|旧|主|后|前|东|西|南|北|南边|北边|职工|员工|女工|男工|公共|成品|原料|危化品|化学品|冷|热|注塑|喷漆|喷涂|机加工?|焊接|包装|装配|锅炉|食品|生产|总)?(?:厂区|宿舍区|宿舍楼?|食堂|车间|仓库|冷库|配电[房室间]|锅炉房|污水站|污水处理站|泵房|门卫室?|保安室|办公楼|综合楼|厂房|大门|停车场|停车棚|车棚|料场|堆场|工地|公交站台?|加油站|幼儿园|小学|卫生院|实验室|危废库|化粪池|电梯间|楼道|院子|油库|气站|空压站|烘干房|厂门口|厂门|门口|大门口|园区门口|十字路口|丁字路口|路口|桥头|涵洞|铁路桥|高架|高速口|红绿灯|围墙|河边|村口|村部|排水沟|水沟|施工便道))";
const SIDE =
  "(?:(?:的)?(?:东侧|西侧|南侧|北侧|东边|西边|南边|北边|东头|西头|南头|北头|后面|前面|对面|旁边|门口|门前|门外|外围|外面|附近|隔壁|交叉口|交叉路口|交叉处|交汇处|交口|路口|拐弯处|拐角|转弯处|下面|背后|斜对面|西南角|东南角|东北角|西北角|中段|东段|西段|南段|北段|二楼|三楼|四楼|五楼|一楼|顶楼|楼顶|地下室|围墙))";
const BRIDGE = "(?:[一二三四五六七八九十0-9]号桥|[\\u4e00-\\u9fa5]{2}(?:大)?桥)";
const VILLAGE = "(?:(?!隔壁|附近|我们|旁边|一个|这个|那个|邻近)[\\u4e00-\\u9fa5]{2}村)(?!民|委|干|支|里|集|企)";

const ROAD = `(?:${AREA})?(?:${ROAD_NAME})(?:(?:和|与|跟|到|-)(?:${ROAD_NAME}))?(?:${NUMBER})?(?:${BUILDING})?(?:(?:那个|的)?${FACILITY})?(?:${SIDE}){0,2}`;
const NEAR = `(?:${AREA})?(?:${BUILDING}|${FACILITY}|${BRIDGE})(?:(?:那个|的)?(?:${BUILDING}|${FACILITY}))?(?:${SIDE}){0,2}(?:${FACILITY})?`;
const LONG = new RegExp(ROAD, "gu");
const SHORT = new RegExp(NEAR, "gu");
const REGION = new RegExp(`(?:${AREA}(?:${SIDE})?|${VILLAGE}(?:${SIDE})?)`, "gu");

/** A facility that is only mentioned: what is to be built, rented, checked or paid is no place to go to. */
const SUBJECT_ONLY =
  /^(?:厂房|仓库|车间|工地|新车间|新厂房|厂区|办公楼|[一二三][期]厂房|食堂|宿舍|锅炉|幼儿园|小学|卫生院|停车场|公交站台?|加油站|红绿灯|冷库|排水沟|施工便道|路口|门口|实验室|高速口|厂门?)$/u;
const BEFORE_SUBJECT =
  /(?:租|买|建|盖|找|转让|出租|卖|扩建|新建|现成|空|标准|想要|上|办|申请|装|新增|开个?|建个?|设个?|加个?|一间|一栋|闲置|空置|平(?:米|方)?(?:的)?)$/u;
const NO_ROAD =
  /思路|出路|套路|销路|门路|后路|铁路局|网路|线路|电路|回路|公路局|一路|半路|马路杀手|走路|问路|修路|筑路|道路|铺路|绕路|让路|堵路|这条路|那条路|段路|条路|的路|没路|有路|村路|水路|油路|气路|短路|断路|坏路/u;

/** Too vague to send anybody to. */
const VAGUE = /^(?:[一二三四五新老]期?厂房|厂房|施工便道|大门|大门口|工地|厂门|路口|高速口|[一二三]期)$/u;

/** Words that stand in front of a road's name because Chinese has no blanks. */
const LEAD =
  /^(?:(?:咱们?|我们)?园区(?=.)|我们?在?|位置在|地址在|在|就在|是|从|到|把|和|去|往|走|沿|靠|了|的|给|请|让|被|及|又|那|这|还有)+/u;

function gazetteer(text: string, raw: string, places: readonly string[]): string | null {
  let best: { at: number; length: number } | null = null;
  for (const place of places) {
    const at = place.length < 2 ? -1 : text.indexOf(place);
    if (at !== -1 && (best === null || at < best.at || (at === best.at && place.length > best.length)))
      best = { at, length: place.length };
  }
  if (best === null) return null;
  const tail =
    new RegExp(`^(?:${NUMBER})?(?:${BUILDING})?(?:(?:那个|的)?${FACILITY})?(?:${SIDE}){0,2}`, "u").exec(
      text.slice(best.at + best.length),
    )?.[0] ?? "";
  return raw.slice(best.at, best.at + best.length + tail.length);
}

function first(
  pattern: RegExp,
  text: string,
  raw: string,
  fits: (span: string, before: string) => boolean,
): { at: number; span: string } | null {
  for (const hit of text.matchAll(pattern)) {
    let at = hit.index;
    let span = hit[0];
    const lead = LEAD.exec(span)?.[0] ?? "";
    if (lead.length < span.length) {
      at += lead.length;
      span = span.slice(lead.length);
    }
    if (span.length >= 2 && fits(span, text.slice(0, at))) return { at, span: raw.slice(at, at + span.length) };
  }
  return null;
}

/** Where it is, in the sender's words; roads before buildings before areas. `places` = names of this town's roads and zones. */
export function place(text: string, raw: string, places: readonly string[]): string | null {
  const road = first(LONG, text, raw, (span) => !NO_ROAD.test(span));
  const building = first(
    SHORT,
    text,
    raw,
    (span, before) =>
      !VAGUE.test(span) &&
      !(
        SUBJECT_ONLY.test(span) &&
        (BEFORE_SUBJECT.test(before) || !/(?:在|我们?|厂|公司|去|到|从|,|。|^|了|把|这|那|给)$/u.test(before))
      ),
  );
  const known = gazetteer(text, raw, places);
  if (road !== null) return known !== null && known.length > road.span.length ? known : road.span;
  if (known !== null) return known;
  if (building !== null) return building.span;
  return (
    first(
      REGION,
      text,
      raw,
      (span) => !/^(?:我们|咱们|咱|本|这个|整个|你们)?(?:园区|工业园|开发区|工业区|产业园|物流园)$/u.test(span),
    )?.span ?? null
  );
}
