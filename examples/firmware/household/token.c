#include <stddef.h>
#include <string.h>

#include "household.h"

household *household_of(television *tv) {
  return (household *)tv;
}

static void use_token(household *of) {
  of->tv.settings.app.headers.values[TVPASS_HEADER_AD_SERVICE_TOKEN] = tvpass_kept_token_text(&of->kept);
  of->has_token = 1;
}

/* Apart from the token, whose memory the next token takes. */
static void note_identifier(household *of, tvpass_string identifier) {
  if (identifier.bytes == NULL || identifier.length > sizeof of->identifier_text) {
    of->identifier = television_text(NULL);
    return;
  }
  memcpy(of->identifier_text, identifier.bytes, identifier.length);
  of->identifier.bytes = of->identifier_text;
  of->identifier.length = identifier.length;
}

void household_restore(household *of, tvpass_bytes saved) {
  const tvpass_now now = of->tv.platform.now(of->tv.platform.self);
  tvpass_string identifier;
  tvpass_result result;
  if (saved.length == 0) {
    return;
  }
  result = tvpass_kept_token_restore(&of->kept, &of->tv.settings.app, saved,
                                     television_buffer(of->token_text, sizeof of->token_text), &now, &identifier, NULL);
  if (result != TVPASS_RESULT_OK) {
    television_tell(&of->tv, "The token that was kept is not taken up", tvpass_result_text(result));
    return;
  }
  note_identifier(of, identifier);
  use_token(of);
}

void household_keep(household *of, const tvpass_issued_token *issued) {
  const tvpass_now now = of->tv.platform.now(of->tv.platform.self);
  const tvpass_buffer buffer = television_buffer(of->saved, sizeof of->saved);
  tvpass_bytes saved;
  tvpass_result result = tvpass_kept_token_init(
      &of->kept, issued, television_buffer(of->token_text, sizeof of->token_text), &now, NULL);
  if (result != TVPASS_RESULT_OK) {
    household_forget(of);
    television_tell(&of->tv, "The token is none", tvpass_result_text(result));
    return;
  }
  use_token(of);
  result = tvpass_kept_token_save(&of->kept, &of->tv.settings.app, of->identifier, buffer, &saved, NULL);
  if (result != TVPASS_RESULT_OK || !of->keep_token(of->self, saved)) {
    television_tell(&of->tv, "The token could not be kept", tvpass_result_text(result));
  }
}

void household_forget(household *of) {
  static const tvpass_bytes nothing = {NULL, 0};
  of->has_token = 0;
  of->identifier = television_text(NULL);
  of->tv.settings.app.headers.values[TVPASS_HEADER_AD_SERVICE_TOKEN] = television_text(NULL);
  (void)tvpass_wipe(television_buffer(of->token_text, sizeof of->token_text));
  (void)tvpass_wipe(television_buffer(of->saved, sizeof of->saved));
  (void)of->keep_token(of->self, nothing);
}

void household_tell_without(household *of) {
  const tvpass_no_single_sign_on *why = &of->tv.step.content.no_single_sign_on;
  const tvpass_now now = of->tv.platform.now(of->tv.platform.self);
  television_tell(&of->tv, "No single sign-on", tvpass_result_text(why->failure.result));
  television_tell_text(&of->tv, "Code of the error", &why->failure.error.code);
  if (of->has_token && !tvpass_kept_token_is_valid(&of->kept, &now)) {
    household_forget(of);
  }
}

static int is_another(const household *of, tvpass_string identifier) {
  return of->identifier.bytes != NULL && (of->identifier.length != identifier.length ||
                                          memcmp(of->identifier.bytes, identifier.bytes, identifier.length) != 0);
}

static tvpass_result begin_token(television *tv) {
  household *of = household_of(tv);
  if (of->person.kind == TVPASS_PERSON_KIND_IDENTIFIER && is_another(of, of->person.text)) {
    /* The kept token is the one of the person before. */
    household_forget(of);
  }
  if (of->person.kind != TVPASS_PERSON_KIND_NOBODY) {
    /* A code may lead to another person, whose identifier nobody tells. */
    note_identifier(of, of->person.kind == TVPASS_PERSON_KIND_IDENTIFIER ? of->person.text : television_text(NULL));
  }
  return tvpass_service_token_init(&tv->flow.service_token, of->has_token ? &of->kept : NULL, &of->person, NULL);
}

static tvpass_result handle_token(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_service_token_handle(&tv->flow.service_token, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_token(television *tv, tvpass_buffer buffer) {
  return tvpass_service_token_step(&tv->flow.service_token, &tv->settings.app, &tv->installation, buffer, &tv->step,
                                   NULL);
}

/* This program has no other code; a box with a keyboard asks for one. */
static tvpass_event ask_for_code(television *tv) {
  television_tell(tv, "The link code is wrong, used or expired", television_text(NULL));
  return television_event(TVPASS_EVENT_KIND_REFUSED);
}

static void end_token(television *tv) {
  household *of = household_of(tv);
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_TOKEN_ISSUED:
      household_keep(of, &tv->step.content.issued_token);
      television_tell(tv, "A new token", television_text(NULL));
      break;
    case TVPASS_STEP_KIND_TOKEN_HOLDS:
      television_tell(tv, "The token holds", television_text(NULL));
      break;
    default:
      household_tell_without(of);
      break;
  }
}

const television_flow household_token = {begin_token, handle_token, write_token, ask_for_code, end_token};

static tvpass_result begin_check(television *tv) {
  return tvpass_check_sign_in_init(&tv->flow.check_sign_in);
}

static tvpass_result handle_check(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_check_sign_in_handle(&tv->flow.check_sign_in, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_check(television *tv, tvpass_buffer buffer) {
  return tvpass_check_sign_in_step(&tv->flow.check_sign_in, &tv->settings.app, &tv->installation, buffer, &tv->step,
                                   NULL);
}

static void end_check(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SIGNED_IN:
      television_tell_profile(tv, &tv->step.content.signed_in.profile);
      break;
    case TVPASS_STEP_KIND_SIGN_IN_REMEMBERED:
      television_tell(tv, "Still signed in at", tv->step.content.remembered_sign_in.mvpd);
      break;
    default:
      television_tell(tv, "Nobody is signed in", television_text(NULL));
      break;
  }
}

const television_flow household_check = {begin_check, handle_check, write_check, NULL, end_check};
