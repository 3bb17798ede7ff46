/* Peer: cJSON on the heap, as the distribution ships it. */
#include <cjson/cJSON.h>

#include "checksum.h"
#include "kind.h"

typedef const cJSON *Value;
typedef const char *Key;

#define MEMBERS(object, key, item)                                             \
  const char *key;                                                             \
  for (const cJSON *item = (object)->child;                                    \
       item != NULL && (key = item->string, true); item = item->next)
#define ITEMS(list, item)                                                      \
  for (const cJSON *item = (list)->child; item != NULL; item = item->next)

static inline enum kind kind_of(Value item) {
  switch (item->type & 0xFF) {
  case cJSON_False:
  case cJSON_True:
    return KIND_FLAG;
  case cJSON_Number:
    return KIND_NUMBER;
  case cJSON_String:
    return KIND_TEXT;
  case cJSON_Array:
    return KIND_LIST;
  case cJSON_Object:
    return KIND_OBJECT;
  default:
    return KIND_NULL;
  }
}

static inline bool key_is(Key key, const char *name, size_t length) {
  (void)length;
  return strcmp(key, name) == 0;
}

static inline void fold_key(Key key, uint64_t tag, uint64_t *sum) {
  fold_bytes(sum, tag, key, strlen(key));
}

static inline bool fold_text(Value item, uint64_t tag, uint64_t *sum) {
  if (!cJSON_IsString(item)) {
    return false;
  }
  fold_key(item->valuestring, tag, sum);
  return true;
}

static inline bool fold_timestamp(Value item, uint64_t tag, uint64_t *sum) {
  uint64_t value;
  if (!cJSON_IsString(item) ||
      !parse_digits(item->valuestring, strlen(item->valuestring), &value)) {
    return false;
  }
  fold_number(sum, tag, value);
  return true;
}

static inline bool fold_uint(Value item, uint64_t tag, uint64_t *sum) {
  if (!cJSON_IsNumber(item)) {
    return false;
  }
  fold_number(sum, tag, (uint64_t)item->valuedouble);
  return true;
}

static inline bool fold_flag(Value item, uint64_t tag, uint64_t *sum) {
  if (!cJSON_IsBool(item)) {
    return false;
  }
  fold_number(sum, tag, cJSON_IsTrue(item) != 0);
  return true;
}

static inline bool skip(Value item) {
  (void)item;
  return true;
}

#include "messages.h"

/* Only while heap is counted: hooks cost what the plain allocator does not. */
void tvpass_cjson_count_heap(void *(*allocate)(size_t), void (*release)(void *)) {
  cJSON_Hooks hooks = {.malloc_fn = allocate, .free_fn = release};
  cJSON_InitHooks(&hooks);
}

#define ENTRY(message)                                                         \
  bool tvpass_cjson_##message(const char *json, size_t length, uint64_t *sum) { \
    cJSON *document = cJSON_ParseWithLength(json, length);                     \
    bool whole = document != NULL && message(document, sum);                   \
    cJSON_Delete(document);                                                    \
    return whole;                                                              \
  }
EACH_MESSAGE(ENTRY)
