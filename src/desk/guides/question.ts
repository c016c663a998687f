import { read } from "../../assistant/text/read.ts";

/** Words as the index has them: simplified, pinyin and English put into Chinese. */
export const asked = (text: string): string => read(text).meaning;

const QUESTION =
  /[吗嘛呢?？]|(\p{Script=Han})不\1|不[。!！]?$|怎么|怎样|咋|如何|什么|啥|哪|几|谁|多少|多久|多长|能不能|能办|可不可以|要不要|有没有|是不是|行不行|还是|是否|需要|咨询|请问|想问|材料|流程|how|what|where|which|need/iu;

/** Cheap and wide: it decides whether guides are searched in the batch that reads everything else, not what a message is. */
export const looksLikeQuestion = (text: string): boolean => QUESTION.test(asked(text));
