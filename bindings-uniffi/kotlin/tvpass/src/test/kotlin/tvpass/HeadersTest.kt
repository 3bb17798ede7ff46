package tvpass

import java.time.Instant
import kotlin.reflect.KClass
import kotlin.reflect.full.primaryConstructor
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** `headers/`, `saml.json` and `urls.json`: what the caller has, what is sent, and back. */
class HeadersTest {
    @TestFactory
    fun `every device is described as its vector says`() =
        judge("device_info", { deviceInfo(it["fields"]!!.jsonObject) }, ::deviceInfoHeader, ::readDeviceInfo)

    @TestFactory
    fun `every device is identified as its vector says`() =
        judge("device_identifier", { Redacted(it.bytes("id")) }, ::deviceIdentifierHeader, ::readDeviceIdentifier)

    @TestFactory
    fun `every status of a framework is told as its vector says`() = judge(
        "partner_framework_status", { status(it["fields"]!!.jsonObject) },
        ::partnerFrameworkStatusHeader, ::readPartnerFrameworkStatus,
    )

    @TestFactory
    fun `every identity for temporary access is told as its vector says`() =
        judge("temp_pass_identity", ::keys, ::tempPassIdentityHeader, ::readTempPassIdentity)

    @TestFactory
    fun `a token becomes the header that its vector says`() = Vectors.tests("headers/authorization.json") {
        assertEquals(it.text("value"), bearerHeader(secret(it.text("token"))).reveal())
    }

    @TestFactory
    fun `the id of a platform is hashed as its vector says`() = Vectors.tests("platform_ids.json") {
        val expected = if ("error" in it) null else Redacted(it.bytes("id"))
        assertEquals(expected, deviceIdentifierOfPlatform(it.text("platformId")))
    }

    @TestFactory
    fun `a SAML answer is prepared as its vector says`() = Vectors.tests("saml.json") {
        assertEquals(it.text("value"), encodeSamlResponse(secret(it.text("saml"))).reveal())
    }

    @TestFactory
    fun `a URL of the service leads where its vector says`() = Vectors.tests("urls.json") { case ->
        val error = case.optionalText("error")
        if (error == null) {
            assertEquals(case.text("resolved"), resolveUrl(case.text("base"), case.text("url")))
        } else {
            val refused = assertThrows<TvpassException> { resolveUrl(case.text("base"), case.text("url")) }
            assertEquals(error, failure(refused)["kind"])
        }
    }

    private fun <T> judge(header: String, own: (JsonObject) -> T, write: (T) -> Secret, read: (Secret) -> T) =
        Vectors.tests("headers/$header.json") { case ->
            val value = case.optionalText("value")?.let(::secret)
            if ("error" in case) {
                val refused = assertThrows<TvpassException> { if (value != null) read(value) else write(own(case)) }
                return@tests assertEquals(case["error"]!!.byValue(), failure(refused))
            }
            assertEquals(own(case), read(value!!))
            if ("decodeOnly" !in case) assertEquals(value, write(own(case)))
            case["valid"]?.let { valid ->
                val now = Instant.ofEpochMilli(case.text("now").toLong())
                assertEquals(valid.byValue(), (own(case) as PartnerFrameworkStatus).isValid(now))
            }
        }

    private fun deviceInfo(fields: JsonObject): DeviceInfo {
        val constructor = DeviceInfo::class.primaryConstructor!!
        return constructor.callBy(constructor.parameters.associateWith { parameter ->
            val value = fields[parameter.name!!] as JsonPrimitive?
            val type = parameter.type.classifier as KClass<*>
            when {
                value == null -> null
                type == UInt::class -> value.content.toUInt()
                type == Double::class -> value.content.toDouble()
                type == Boolean::class -> value.content.toBooleanStrict()
                type == String::class -> value.content
                else -> variant(type, value.content)
            }
        })
    }

    private fun status(fields: JsonObject): PartnerFrameworkStatus {
        fun error(name: String) = fields[name]?.jsonObject?.let {
            FrameworkError(it.optionalText("code"), it.optionalText("message"))
        }
        return PartnerFrameworkStatus(
            accessStatus = variant(AccessStatus::class, fields.text("accessStatus")) as AccessStatus,
            permissionError = error("permissionError"),
            providerId = fields.optionalText("providerId"),
            expirationDate = fields.optionalText("expirationDate")?.let { Instant.ofEpochMilli(it.toLong()) },
            providerError = error("providerError"),
        )
    }

    private fun keys(case: JsonObject) = case["keys"]!!.jsonArray.map { key ->
        val (name, value) = key.jsonArray.map { it.jsonPrimitive.content }
        TempPassKey(name, secret(value))
    }
}

/** The variant that the wire writes so: found by asking each, since names on the wire are the core's alone. */
fun variant(enumeration: KClass<*>, text: String): Any {
    val known = enumeration.sealedSubclasses.mapNotNull { it.objectInstance }
    return known.find { wire(it) == text }
        ?: enumeration.sealedSubclasses.first { it.simpleName == "Other" }.primaryConstructor!!.call(text)
}
