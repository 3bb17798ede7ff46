/** UTF-8 for engines that have no `TextEncoder` or `TextDecoder`, such as Hermes. Texts that are decoded here are always whole. */
class Encoder {
  encode(text) {
    const bytes = [];
    for (let index = 0; index < text.length; index += 1) {
      const found = text.codePointAt(index);
      index += found > 0xffff ? 1 : 0;
      // Half of a pair is no character.
      const point = found >= 0xd800 && found < 0xe000 ? 0xfffd : found;
      if (point < 0x80) {
        bytes.push(point);
        continue;
      }
      const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      bytes.push(((0xff80 >> more) & 0xff) | (point >> (6 * more)));
      for (let left = more - 1; left >= 0; left -= 1) {
        bytes.push(0x80 | ((point >> (6 * left)) & 0x3f));
      }
    }
    return Uint8Array.from(bytes);
  }
}

class Decoder {
  decode(bytes = []) {
    let text = "";
    for (let index = 0; index < bytes.length; ) {
      const first = bytes[index++];
      if (first < 0x80) {
        text += String.fromCharCode(first);
        continue;
      }
      const more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let point = first & (0x3f >> more);
      for (let end = index + more; index < end; index += 1) {
        point = (point << 6) | (bytes[index] & 0x3f);
      }
      text += String.fromCodePoint(point);
    }
    return text;
  }
}

const FoundEncoder = typeof TextEncoder === "undefined" ? Encoder : TextEncoder;
const FoundDecoder = typeof TextDecoder === "undefined" ? Decoder : TextDecoder;
export { FoundEncoder as TextEncoder, FoundDecoder as TextDecoder };
