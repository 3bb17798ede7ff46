/* The cases of tests/vectors, taken apart by `cargo xtask test c`, and what runs them. Each prints one line of JSON for the
 * suite to compare. */
#ifndef VECTORS_H
#define VECTORS_H

#include "tvpass.h"

/* `fields.mvpd` and its value. */
typedef struct member {
  const char *path;
  tvpass_string value;
} member;

typedef struct vector {
  /* `requests`, `responses`, `headers`, `platform_ids`, `saml` or `urls`. */
  const char *folder;
  /* The file within. */
  const char *file;
  const member *members;
  uint32_t count;
} vector;

extern const vector vectors[];
extern const uint32_t vector_count;

/* The member at this path, absent if there is none. */
tvpass_string member_of(const vector *of, const char *path);

/* The member at the path with an index in the place of `#`. */
tvpass_string item_of(const vector *of, const char *path, uint32_t index);

uint64_t number_of(tvpass_string text);
tvpass_optional_number optional_number_of(tvpass_string text);

/* Memory for what a case writes, and for what it reads. */
extern uint8_t written[8192];
extern uint8_t decoded[8192];
#define WRITTEN ((tvpass_buffer){written, sizeof written})
#define DECODED ((tvpass_buffer){decoded, sizeof decoded})

/* `error`, as the vectors tell it. */
void print_refusal(tvpass_result result, const tvpass_detail *detail);

void run_request(const vector *of);
void run_response(const vector *of);
void run_header(const vector *of);
void run_platform_id(const vector *of);
void run_saml(const vector *of);
void run_url(const vector *of);

/* `failure`. */
void print_enhanced_error(const char *name, const tvpass_enhanced_error *error);

/* `answer`. */
void print_credentials(const tvpass_client_credentials *credentials);
void print_token(const tvpass_access_token *token);
void print_session(const tvpass_session *session);
void print_information(const tvpass_session_details *information);
void print_configuration(const tvpass_configuration *configuration);
void print_profiles(const tvpass_profiles *profiles);
void print_decisions(const tvpass_decisions *decisions);
void print_logouts(const tvpass_logouts *logouts);
void print_issued_token(const tvpass_issued_token *issued);
void print_issued_link_code(const tvpass_issued_link_code *issued);
void print_linked_devices(const tvpass_linked_devices *devices);
void print_unlinked_devices(const tvpass_unlinked_devices *devices);

#endif
