################################################################################
#
# tvpass
#
################################################################################

TVPASS_VERSION = 0.1.0
# The folder that the package for C was unpacked in.
TVPASS_SITE = $(BR2_EXTERNAL_TVPASS_PATH)/tvpass-c-$(TVPASS_VERSION)
TVPASS_SITE_METHOD = local
TVPASS_LICENSE = Apache-2.0
TVPASS_LICENSE_FILES = LICENSE THIRD-PARTY.md
TVPASS_INSTALL_STAGING = YES
TVPASS_INSTALL_TARGET = NO

define TVPASS_INSTALL_STAGING_CMDS
	DESTDIR=$(STAGING_DIR) sh $(@D)/install.sh $(call qstrip,$(BR2_PACKAGE_TVPASS_TARGET)) /usr
endef

$(eval $(generic-package))
