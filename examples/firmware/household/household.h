/* A television in one sign-in with the others of its household, by the Single Sign-On Service. */
#ifndef HOUSEHOLD_H
#define HOUSEHOLD_H

#include "television.h"

/* The common identifier at its longest, and a device's id as this program takes it. */
#define HOUSEHOLD_IDENTIFIER_BYTES 256
#define HOUSEHOLD_DEVICE_BYTES 256

#define HOUSEHOLD_SAVED_BYTES TVPASS_SAVED_TOKEN_BYTES(TVPASS_TOKEN_CAPACITY, HOUSEHOLD_IDENTIFIER_BYTES)

typedef struct household {
  television tv;
  /* Keeps a saved token where the platform keeps secrets, none where it is empty; 0 if it could not. */
  int (*keep_token)(void *self, tvpass_bytes saved);
  void *self;
  /* The person for whom a token is asked. */
  tvpass_person person;
  tvpass_kept_token kept;
  int has_token;
  /* The person's common identifier, absent if it is not known here. */
  tvpass_string identifier;
  /* The device that is to be taken out. */
  tvpass_string device;
  /* The texts of these; a token is restored with its identifier behind it. */
  uint8_t token_text[TVPASS_TOKEN_CAPACITY + HOUSEHOLD_IDENTIFIER_BYTES];
  char identifier_text[HOUSEHOLD_IDENTIFIER_BYTES];
  uint8_t device_text[HOUSEHOLD_DEVICE_BYTES];
  uint8_t saved[HOUSEHOLD_SAVED_BYTES];
} household;

/* The household of a television, which is its first member. */
household *household_of(television *tv);

/* Takes up the token that was kept; an empty `saved` is none. */
void household_restore(household *of, tvpass_bytes saved);

/* Gets, renews or keeps the token. Before each flow of the API. */
extern const television_flow household_token;
/* Says whether somebody is signed in. */
extern const television_flow household_check;
/* Shows a code for another device. */
extern const television_flow household_link;
/* Lists the devices, and notes this one as the one that is to be taken out. */
extern const television_flow household_list;
/* Takes this device out. */
extern const television_flow household_leave;

/* Keeps a new token, and puts it into its header. */
void household_keep(household *of, const tvpass_issued_token *issued);
/* Forgets it. */
void household_forget(household *of);
/* Tells that there is no single sign-on. */
void household_tell_without(household *of);

#endif
