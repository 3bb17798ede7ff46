/* JSON to the board's output, without memory of its own. */
#ifndef JSON_H
#define JSON_H

#include "tvpass.h"

/* Text up to its zero. */
tvpass_string text_of(const char *text);

/* 1 if both have the same bytes; an absent text has none. */
int is_equal(tvpass_string one, tvpass_string other);

void json_open(const char *name, char bracket);
void json_close(char bracket);

/* A member of that name, or an item where the name is NULL. */
void json_string(const char *name, tvpass_string value);
void json_member(tvpass_string name, tvpass_string value);
void json_number(const char *name, uint64_t value);
void json_boolean(const char *name, int value);
void json_raw(const char *name, tvpass_string json);

/* The same, unless it is absent: a text, the text of a value of an enumeration, a number other than 0, any number, a truth. */
void json_text(const char *name, const tvpass_text *value);
void json_number_text(const char *name, const tvpass_text *value);
void json_name(const char *name, const tvpass_enum_value *value);
void json_told(const char *name, uint64_t value);
void json_optional(const char *name, tvpass_optional_number value);
void json_truth(const char *name, uint32_t value);

/* A member whose name comes from an answer. */
void json_value(const tvpass_text *key, const char *name, const tvpass_value *value);
void json_texts(const char *name, const tvpass_texts *value);

void json_line(void);

#endif
