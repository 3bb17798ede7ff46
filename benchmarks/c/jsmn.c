/* Peer: jsmn in tokens of the caller's, built twice: with JSMN_PARENT_LINKS tokens are larger, and closing a list takes
 * no search for where it began. It neither checks strictly nor resolves escapes: the walk below does the latter, because the
 * checksum wants texts as they are meant. */
#define JSMN_STATIC
#define JSMN_STRICT
#include <jsmn.h>

#ifdef JSMN_PARENT_LINKS
#define NAMED(function) tvpass_jsmn_links_##function
#else
#define NAMED(function) tvpass_jsmn_##function
#endif

#include "checksum.h"
#include "kind.h"

/* Tokens lie in the order of the document: reading a value moves on to the token behind it. */
typedef struct {
  const char *json;
  const jsmntok_t *next;
} Cursor;
typedef Cursor *Value;
typedef struct {
  const char *bytes;
  size_t length;
} Key;

static inline Key take(Cursor *cursor) {
  const jsmntok_t *token = cursor->next++;
  return (Key){cursor->json + token->start, (size_t)(token->end - token->start)};
}

#define MEMBERS(object, key, item)                                             \
  Key key;                                                                     \
  Value item = (object);                                                       \
  for (int left = (object)->next++->size;                                      \
       left > 0 && (key = take(item), true); left--)
#define ITEMS(list, item)                                                      \
  Value item = (list);                                                         \
  for (int left = (list)->next++->size; left > 0; left--)

static inline enum kind kind_of(Value item) {
  switch (item->next->type) {
  case JSMN_OBJECT:
    return KIND_OBJECT;
  case JSMN_ARRAY:
    return KIND_LIST;
  case JSMN_STRING:
    return KIND_TEXT;
  default:
    break;
  }
  switch (item->json[item->next->start]) {
  case 't':
  case 'f':
    return KIND_FLAG;
  case 'n':
    return KIND_NULL;
  default:
    return KIND_NUMBER;
  }
}

static int hex4(const char *digits, uint32_t *unit) {
  *unit = 0;
  for (int i = 0; i < 4; i++) {
    char c = digits[i];
    uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
    *unit = *unit << 4 | digit;
  }
  return 4;
}

/* One character behind a backslash, as UTF-8; returns how many bytes of the document it took. */
static size_t escape(const char *at, uint8_t utf8[4], size_t *size) {
  static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
  *size = 1;
  if (*at != 'u') {
    const char *plain = strchr(from, *at);
    utf8[0] = (uint8_t)(plain != NULL ? to[plain - from] : *at);
    return 1;
  }
  uint32_t scalar, low;
  size_t taken = 1 + (size_t)hex4(at + 1, &scalar);
  if ((scalar & 0xFC00) == 0xD800 && at[taken] == '\\' && at[taken + 1] == 'u') {
    taken += 2 + (size_t)hex4(at + taken + 2, &low);
    scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (low & 0x3FF);
  }
  if (scalar < 0x80) {
    utf8[0] = (uint8_t)scalar;
  } else if (scalar < 0x800) {
    *size = 2;
    utf8[0] = (uint8_t)(0xC0 | scalar >> 6);
  } else if (scalar < 0x10000) {
    *size = 3;
    utf8[0] = (uint8_t)(0xE0 | scalar >> 12);
  } else {
    *size = 4;
    utf8[0] = (uint8_t)(0xF0 | scalar >> 18);
  }
  for (size_t i = 1; i < *size; i++) {
    utf8[i] = (uint8_t)(0x80 | (scalar >> 6 * (*size - 1 - i) & 0x3F));
  }
  return taken;
}

static void fold_escaped(Key text, uint64_t tag, uint64_t *sum) {
  uint8_t first = 0, last = 0;
  size_t length = 0;
  for (size_t at = 0; at < text.length;) {
    uint8_t utf8[4];
    size_t size = 1;
    utf8[0] = (uint8_t)text.bytes[at++];
    if (utf8[0] == '\\') {
      at += escape(text.bytes + at, utf8, &size);
    }
    first = length == 0 ? utf8[0] : first;
    last = utf8[size - 1];
    length += size;
  }
  fold_ends(sum, tag, length, first, last);
}

ALWAYS_INLINE bool key_is(Key key, const char *name, size_t length) {
  return key.length == length && same_bytes(key.bytes, name, length);
}

static inline void fold_key(Key key, uint64_t tag, uint64_t *sum) {
  if (memchr(key.bytes, '\\', key.length) == NULL) {
    fold_bytes(sum, tag, key.bytes, key.length);
  } else {
    fold_escaped(key, tag, sum);
  }
}

static inline bool fold_text(Value item, uint64_t tag, uint64_t *sum) {
  if (item->next->type != JSMN_STRING) {
    return false;
  }
  fold_key(take(item), tag, sum);
  return true;
}

static inline bool fold_digits(Value item, uint64_t tag, uint64_t *sum) {
  uint64_t value;
  Key digits = take(item);
  if (!parse_digits(digits.bytes, digits.length, &value)) {
    return false;
  }
  fold_number(sum, tag, value);
  return true;
}

static inline bool fold_timestamp(Value item, uint64_t tag, uint64_t *sum) {
  return item->next->type == JSMN_STRING && fold_digits(item, tag, sum);
}

static inline bool fold_uint(Value item, uint64_t tag, uint64_t *sum) {
  return item->next->type == JSMN_PRIMITIVE && fold_digits(item, tag, sum);
}

static inline bool fold_flag(Value item, uint64_t tag, uint64_t *sum) {
  if (item->next->type != JSMN_PRIMITIVE) {
    return false;
  }
  fold_number(sum, tag, *take(item).bytes == 't');
  return true;
}

static inline bool skip(Value item) {
  int end = item->next++->end;
  while (item->next->type != JSMN_UNDEFINED && item->next->start < end) {
    item->next++;
  }
  return true;
}

#include "messages.h"

/* Bytes of tokens this document needs, the closing one that stops `skip` included. */
size_t NAMED(memory)(const char *json, size_t length) {
  jsmn_parser parser;
  jsmn_init(&parser);
  int count = jsmn_parse(&parser, json, length, NULL, 0);
  return count < 0 ? 0 : ((size_t)count + 1) * sizeof(jsmntok_t);
}

#define ENTRY(message)                                                         \
  bool NAMED(message)(const char *json, size_t length, void *memory,    \
                             size_t size, uint64_t *sum) {                     \
    jsmntok_t *tokens = memory;                                                \
    unsigned int room = (unsigned int)(size / sizeof(jsmntok_t)) - 1;          \
    jsmn_parser parser;                                                        \
    jsmn_init(&parser);                                                        \
    int count = jsmn_parse(&parser, json, length, tokens, room);               \
    if (count <= 0) {                                                          \
      return false;                                                            \
    }                                                                          \
    tokens[count].type = JSMN_UNDEFINED;                                       \
    Cursor cursor = {json, tokens};                                            \
    return message(&cursor, sum);                                              \
  }
EACH_MESSAGE(ENTRY)
