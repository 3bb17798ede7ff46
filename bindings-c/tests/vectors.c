#include "vectors.h"

#include <stddef.h>

#include "board.h"
#include "json.h"

uint8_t written[8192];
uint8_t decoded[8192];

tvpass_string member_of(const vector *of, const char *path) {
  uint32_t index;
  for (index = 0; index < of->count; index++) {
    if (is_equal(text_of(of->members[index].path), text_of(path))) {
      return of->members[index].value;
    }
  }
  return text_of(NULL);
}

tvpass_string item_of(const vector *of, const char *path, uint32_t index) {
  char with_index[64];
  uint32_t at = 0;
  while (path[at] != '\0' && at < sizeof with_index - 1) {
    with_index[at] = path[at] == '#' ? (char)('0' + index) : path[at];
    at++;
  }
  with_index[at] = '\0';
  return member_of(of, with_index);
}

uint64_t number_of(tvpass_string text) {
  uint64_t number = 0;
  uint32_t at;
  for (at = 0; at < text.length; at++) {
    number = number * 10 + (uint64_t)(text.bytes[at] - '0');
  }
  return number;
}

tvpass_optional_number optional_number_of(tvpass_string text) {
  const tvpass_optional_number number = {text.bytes != NULL, (uint32_t)number_of(text)};
  return number;
}

/* The vectors' names for results. */
static const struct {
  tvpass_result result;
  const char *kind;
} kinds[] = {
    {TVPASS_RESULT_JSON_END, "end"},
    {TVPASS_RESULT_JSON_SYNTAX, "syntax"},
    {TVPASS_RESULT_JSON_UTF8, "utf8"},
    {TVPASS_RESULT_JSON_CONTROL, "control"},
    {TVPASS_RESULT_JSON_ESCAPE, "escape"},
    {TVPASS_RESULT_JSON_DEPTH, "depth"},
    {TVPASS_RESULT_JSON_TYPE, "type"},
    {TVPASS_RESULT_JSON_RANGE, "range"},
    {TVPASS_RESULT_JSON_MISSING, "missing"},
    {TVPASS_RESULT_MISSING_HEADER, "missing_header"},
    {TVPASS_RESULT_MISSING_PARAMETER, "missing_parameter"},
    {TVPASS_RESULT_INVALID_PARAMETER, "invalid_parameter"},
    {TVPASS_RESULT_INVALID_HEADER, "invalid_header"},
    {TVPASS_RESULT_NOT_BASE64, "base64"},
    {TVPASS_RESULT_NO_PLATFORM_ID, "no_platform_id"},
};

static const char *kind_of(tvpass_result result) {
  uint32_t index;
  for (index = 0; index < sizeof kinds / sizeof kinds[0]; index++) {
    if (kinds[index].result == result) {
      return kinds[index].kind;
    }
  }
  return "a result that no vector has";
}

static int is_json(tvpass_result result) {
  return result >= TVPASS_RESULT_JSON_END && result <= TVPASS_RESULT_JSON_MISSING;
}

void print_refusal(tvpass_result result, const tvpass_detail *detail) {
  json_open("error", '{');
  json_string("kind", text_of(kind_of(result)));
  if (is_json(result)) {
    json_string("field", detail->name);
  } else if (result != TVPASS_RESULT_NOT_BASE64 && detail->name.bytes != NULL) {
    json_string("name", detail->name);
  }
  if (is_json(result) || result == TVPASS_RESULT_INVALID_HEADER) {
    json_number("offset", detail->offset);
  }
  json_close('}');
}

static void run(const vector *of) {
  static const struct {
    const char *folder;
    void (*run)(const vector *of);
  } runners[] = {{"requests", run_request},
                 {"responses", run_response},
                 {"headers", run_header},
                 {"platform_ids", run_platform_id},
                 {"saml", run_saml},
                 {"urls", run_url}};
  uint32_t index;
  for (index = 0; index < sizeof runners / sizeof runners[0]; index++) {
    if (is_equal(text_of(runners[index].folder), text_of(of->folder))) {
      json_open(NULL, '{');
      runners[index].run(of);
      json_close('}');
    }
  }
  json_line();
}

int program(void) {
  uint32_t index;
  for (index = 0; index < vector_count; index++) {
    run(&vectors[index]);
  }
  return 0;
}
