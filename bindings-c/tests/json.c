#include "json.h"

#include <stddef.h>

#include "board.h"

/* Whether something stands before, within the innermost brackets. */
static int has_item;

static void put(const char *bytes, uint32_t length) {
  board_print(bytes, length);
}

tvpass_string text_of(const char *text) {
  tvpass_string string = {text, 0};
  while (text != NULL && text[string.length] != '\0') {
    string.length++;
  }
  return string;
}

int is_equal(tvpass_string one, tvpass_string other) {
  uint32_t at = 0;
  while (at < one.length && at < other.length && one.bytes[at] == other.bytes[at]) {
    at++;
  }
  return one.length == other.length && at == one.length;
}

static void put_quoted(tvpass_string text) {
  static const char digits[] = "0123456789abcdef";
  uint32_t at;
  put("\"", 1);
  for (at = 0; at < text.length; at++) {
    const char character = text.bytes[at];
    char escape[6] = {'\\', 'u', '0', '0', '0', '0'};
    if (character == '"' || character == '\\') {
      put("\\", 1);
      put(&character, 1);
    } else if ((unsigned char)character < 0x20) {
      escape[4] = digits[(unsigned char)character >> 4];
      escape[5] = digits[character & 0xf];
      put(escape, sizeof escape);
    } else {
      put(&character, 1);
    }
  }
  put("\"", 1);
}

static void begin(const char *name) {
  if (has_item) {
    put(",", 1);
  }
  has_item = 1;
  if (name != NULL) {
    put_quoted(text_of(name));
    put(":", 1);
  }
}

void json_open(const char *name, char bracket) {
  begin(name);
  put(&bracket, 1);
  has_item = 0;
}

void json_close(char bracket) {
  put(&bracket, 1);
  has_item = 1;
}

void json_string(const char *name, tvpass_string value) {
  begin(name);
  put_quoted(value);
}

void json_member(tvpass_string name, tvpass_string value) {
  begin(NULL);
  put_quoted(name);
  put(":", 1);
  put_quoted(value);
}

void json_number(const char *name, uint64_t value) {
  char digits[20];
  uint32_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  begin(name);
  put(digits + at, (uint32_t)sizeof digits - at);
}

void json_boolean(const char *name, int value) {
  json_raw(name, text_of(value ? "true" : "false"));
}

void json_raw(const char *name, tvpass_string json) {
  begin(name);
  put(json.bytes, json.length);
}

/* Escapes resolved. */
static tvpass_string resolved(const tvpass_text *text) {
  static uint8_t memory[4096];
  const tvpass_buffer buffer = {memory, sizeof memory};
  tvpass_string string = tvpass_text_plain(text);
  if (string.bytes == NULL) {
    string.bytes = (const char *)memory;
    if (tvpass_text_copy(text, buffer, &string.length, NULL) != TVPASS_RESULT_OK) {
      return text_of("!longer than any text of the vectors");
    }
  }
  return string;
}

void json_text(const char *name, const tvpass_text *value) {
  if (tvpass_text_is_present(value)) {
    json_string(name, resolved(value));
  }
}

/* A number as it stands in a string, where it can have escapes. */
void json_number_text(const char *name, const tvpass_text *value) {
  if (tvpass_text_is_present(value)) {
    json_raw(name, resolved(value));
  }
}

void json_name(const char *name, const tvpass_enum_value *value) {
  json_text(name, &value->text);
}

void json_told(const char *name, uint64_t value) {
  if (value != 0) {
    json_number(name, value);
  }
}

void json_optional(const char *name, tvpass_optional_number value) {
  if (value.is_present) {
    json_number(name, value.value);
  }
}

void json_truth(const char *name, uint32_t value) {
  if (value != TVPASS_TRISTATE_UNKNOWN) {
    json_boolean(name, value == TVPASS_TRISTATE_YES);
  }
}

/* Lists and maps are walked, so that their cursors are shown to work. */
static void put_items(const tvpass_value *value) {
  tvpass_value_cursor cursor;
  tvpass_text key;
  tvpass_value item;
  tvpass_result result = tvpass_value_begin(value, &cursor);
  const int is_map = value->kind == TVPASS_VALUE_KIND_MAP;
  put(is_map ? "{" : "[", 1);
  has_item = 0;
  while (result == TVPASS_RESULT_OK && (result = tvpass_value_next(&cursor, &key, &item)) == TVPASS_RESULT_OK) {
    json_value(is_map ? &key : NULL, NULL, &item);
  }
  json_close(is_map ? '}' : ']');
  if (result != TVPASS_RESULT_END) {
    put("!", 1);
  }
}

void json_value(const tvpass_text *key, const char *name, const tvpass_value *value) {
  begin(name);
  if (key != NULL) {
    put_quoted(resolved(key));
    put(":", 1);
  }
  switch (value->kind) {
    case TVPASS_VALUE_KIND_BOOLEAN:
      put(value->boolean ? "true" : "false", value->boolean ? 4 : 5);
      break;
    case TVPASS_VALUE_KIND_NUMBER:
      put(value->json.bytes, value->json.length);
      break;
    case TVPASS_VALUE_KIND_TEXT:
      put_quoted(resolved(&value->text));
      break;
    case TVPASS_VALUE_KIND_LIST:
    case TVPASS_VALUE_KIND_MAP:
      put_items(value);
      break;
    default:
      put("null", 4);
      break;
  }
}

void json_texts(const char *name, const tvpass_texts *value) {
  tvpass_text_cursor cursor;
  tvpass_text text;
  tvpass_result result = tvpass_texts_begin(value, &cursor);
  json_open(name, '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_texts_next(&cursor, &text)) == TVPASS_RESULT_OK) {
    json_text(NULL, &text);
  }
  json_close(']');
}

void json_line(void) {
  put("\n", 1);
  has_item = 0;
}
