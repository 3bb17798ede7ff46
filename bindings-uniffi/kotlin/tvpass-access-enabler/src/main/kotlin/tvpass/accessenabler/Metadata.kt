package tvpass.accessenabler

import java.time.Instant
import tvpass.AttributeState
import tvpass.Headers
import tvpass.Profile
import tvpass.Value
import tvpass.readDeviceIdentifier

/** The metadata of this key, if there is any. */
internal suspend fun Requestor.metadata(key: MetadataKey, headers: Headers): MetadataStatus? = when (key.key) {
    AccessEnablerConstants.METADATA_KEY_TTL_AUTHN -> profile()?.notAfter?.millis()
    AccessEnablerConstants.METADATA_KEY_TTL_AUTHZ ->
        decidedUntil(key.arguments[AccessEnablerConstants.METADATA_ARG_RESOURCE_ID])?.millis()
    AccessEnablerConstants.METADATA_KEY_DEVICE_ID ->
        headers.apDeviceIdentifier?.let { simple(readDeviceIdentifier(it).reveal().decodeToString()) }
    AccessEnablerConstants.METADATA_KEY_USER_META ->
        profile()?.attribute(key.arguments[AccessEnablerConstants.METADATA_ARG_USER_META])
    else -> null
}

private fun Profile.attribute(name: String?): MetadataStatus? = attributes.find { it.name == name }?.let {
    MetadataStatus(simpleResult = null, plain(it.value.reveal()), it.state == AttributeState.Encrypted)
}

private fun Instant.millis() = simple(toEpochMilli().toString())

private fun simple(text: String) = MetadataStatus(text, userMetadataResult = null, isEncrypted = false)

/** The value as the platform has such: a text, a number, a truth value, a list or a map. */
private fun plain(value: Value): Any? = when (value) {
    Value.Null -> null
    is Value.Bool -> value.value
    is Value.Number -> value.value
    is Value.Text -> value.value
    is Value.Array -> value.items.map(::plain)
    is Value.Object -> value.members.associate { it.name to plain(it.value) }
}
