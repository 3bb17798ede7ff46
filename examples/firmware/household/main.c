/* A box of a household under Linux: joins the others by an identifier or a link code, and shows, lists or leaves. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "box.h"
#include "household.h"
#include "options.h"
#include "state.h"

/* The file of the token, beside that of the installation. */
static const char *token_file(const options *given) {
  static char file[4096];
  const int length = given->state == NULL ? 0 : snprintf(file, sizeof file, "%s.token", given->state);
  return length > 0 && length < (int)sizeof file ? file : NULL;
}

static int keep_token(void *self, tvpass_bytes saved) {
  return state_keep(token_file(self), saved);
}

static tvpass_person person_of(const options *given) {
  tvpass_person person = {TVPASS_PERSON_KIND_NOBODY, {NULL, 0}};
  if (given->link_code != NULL) {
    person.kind = TVPASS_PERSON_KIND_LINK_CODE;
    person.text = television_text(given->link_code);
  } else if (given->person != NULL) {
    person.kind = TVPASS_PERSON_KIND_IDENTIFIER;
    person.text = television_text(given->person);
  }
  return person;
}

static int is_done(household *of, const television_flow *flow, uint32_t end) {
  return television_run(&of->tv, flow) == end;
}

static int devices(household *of, const char *what) {
  if (strcmp(what, "link") == 0) {
    return is_done(of, &household_link, TVPASS_STEP_KIND_LINKED);
  }
  if (!is_done(of, &household_list, TVPASS_STEP_KIND_DEVICES_LISTED)) {
    return 0;
  }
  return strcmp(what, "leave") != 0 || (is_done(of, &household_leave, TVPASS_STEP_KIND_DEVICES_UNLINKED) &&
                                        is_done(of, &household_check, TVPASS_STEP_KIND_NOBODY_SIGNED_IN));
}

static int run(household *of, const options *given) {
  uint32_t end = television_run(&of->tv, &household_token);
  if (end == TVPASS_STEP_KIND_STOP) {
    return 0;
  }
  end = television_run(&of->tv, &household_check);
  /* The sign-in of one device serves all of them. */
  if (end == TVPASS_STEP_KIND_NOBODY_SIGNED_IN) {
    end = television_run(&of->tv, &television_sign_in);
  }
  return end != TVPASS_STEP_KIND_STOP && (given->devices == NULL || (of->has_token && devices(of, given->devices)));
}

int main(int count, char **arguments) {
  static household only;
  static box self;
  options given;
  int is_well;
  if (!options_parse(&given, "household", count, arguments)) {
    return 2;
  }
  only.keep_token = keep_token;
  only.self = &given;
  only.person = person_of(&given);
  if (!box_start(&self, &only.tv, &given)) {
    return EXIT_FAILURE;
  }
  household_restore(&only, state_kept(token_file(&given)));
  is_well = run(&only, &given);
  (void)tvpass_wipe(television_buffer(only.token_text, sizeof only.token_text));
  return is_well ? EXIT_SUCCESS : EXIT_FAILURE;
}
