/* Peer: yyjson in a pool of the caller's, no heap. */
#include <yyjson.h>

#include "checksum.h"
#include "kind.h"

typedef yyjson_val *Value;
typedef yyjson_val *Key;

#define MEMBERS(object, key, item)                                             \
  size_t index, count;                                                         \
  yyjson_val *key, *item;                                                      \
  yyjson_obj_foreach(object, index, count, key, item)
#define ITEMS(list, item)                                                      \
  size_t index, count;                                                         \
  yyjson_val *item;                                                            \
  yyjson_arr_foreach(list, index, count, item)

static inline enum kind kind_of(Value item) {
  switch (yyjson_get_type(item)) {
  case YYJSON_TYPE_BOOL:
    return KIND_FLAG;
  case YYJSON_TYPE_NUM:
    return KIND_NUMBER;
  case YYJSON_TYPE_STR:
    return KIND_TEXT;
  case YYJSON_TYPE_ARR:
    return KIND_LIST;
  case YYJSON_TYPE_OBJ:
    return KIND_OBJECT;
  default:
    return KIND_NULL;
  }
}

ALWAYS_INLINE bool key_is(Key key, const char *name, size_t length) {
  return unsafe_yyjson_get_len(key) == length &&
         same_bytes(unsafe_yyjson_get_str(key), name, length);
}

static inline void fold_key(Key key, uint64_t tag, uint64_t *sum) {
  fold_bytes(sum, tag, unsafe_yyjson_get_str(key), unsafe_yyjson_get_len(key));
}

static inline bool fold_text(Value item, uint64_t tag, uint64_t *sum) {
  if (!yyjson_is_str(item)) {
    return false;
  }
  fold_key(item, tag, sum);
  return true;
}

static inline bool fold_timestamp(Value item, uint64_t tag, uint64_t *sum) {
  uint64_t value;
  if (!yyjson_is_str(item) ||
      !parse_digits(unsafe_yyjson_get_str(item), unsafe_yyjson_get_len(item),
                    &value)) {
    return false;
  }
  fold_number(sum, tag, value);
  return true;
}

static inline bool fold_uint(Value item, uint64_t tag, uint64_t *sum) {
  if (!yyjson_is_uint(item)) {
    return false;
  }
  fold_number(sum, tag, unsafe_yyjson_get_uint(item));
  return true;
}

static inline bool fold_flag(Value item, uint64_t tag, uint64_t *sum) {
  if (!yyjson_is_bool(item)) {
    return false;
  }
  fold_number(sum, tag, unsafe_yyjson_get_bool(item));
  return true;
}

static inline bool skip(Value item) {
  (void)item;
  return true;
}

#include "messages.h"

size_t tvpass_yyjson_memory(size_t length) {
  return yyjson_read_max_memory_usage(length, YYJSON_READ_NOFLAG);
}

#define ENTRY(message)                                                         \
  bool tvpass_yyjson_##message(const char *json, size_t length, void *memory,  \
                               size_t size, uint64_t *sum) {                   \
    yyjson_alc pool;                                                           \
    yyjson_alc_pool_init(&pool, memory, size);                                 \
    yyjson_doc *document = yyjson_read_opts(                                   \
        (char *)json, length, YYJSON_READ_NOFLAG, &pool, NULL);                \
    return document != NULL && message(yyjson_doc_get_root(document), sum);    \
  }
EACH_MESSAGE(ENTRY)
