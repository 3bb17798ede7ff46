package tvpass

import java.time.Instant
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.full.isSubclassOf
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.jvm.isAccessible
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** No secret is printed, whatever prints it. */
class SecretsTest {
    private val sentinel = "sentinel-7f83b165"

    /** Every class that the generated file makes public. */
    private val types: List<KClass<*>> = Class.forName("tvpass.Step").protectionDomain.codeSource.location.let { classes ->
        java.io.File(classes.toURI()).resolve("tvpass").listFiles().orEmpty()
            .map { it.name.removeSuffix(".class") }
            .filter { "$" !in it && !it.endsWith("Kt") && !it.startsWith("FfiConverter") && !it.contains("Uniffi") }
            .map { Class.forName("tvpass.$it").kotlin }
            .filter { it.isData || it.isSealed || it.java.isEnum }
    }

    @TestFactory
    fun `no public type prints a secret`() = types.map { type ->
        dynamicTest(type.simpleName) {
            for (value in examples(type)) {
                val texts = listOf("$value", listOf(value).toString(), (value as? Throwable)?.stackTraceToString().orEmpty())
                texts.forEach { assertFalse(sentinel in it, it) }
            }
        }
    }

    @Test
    fun `the sentinel lies in every type that holds a secret`() {
        val holders = types.filter { type -> examples(type).any(::isFilled) }.map { it.simpleName }
        val expected = listOf(
            "AccessToken", "Attribute", "AuthenticationRequest", "Call", "ClientCredentials", "Decision", "Header",
            "Event", "Headers", "IssuedLinkCode", "IssuedToken", "LinkedDevice", "MediaToken", "Outcome", "Person", "Profile", "Request", "SavedInstallation", "Session", "Settings",
            "Step", "TempPassKey", "Turn",
        )
        assertTrue(holders.containsAll(expected), (expected - holders.toSet()).toString())
    }

    @Test
    fun `no answer prints what is secret in it`() {
        val body = """{"profiles": {"A": {"notBefore": 1, "notAfter": 2, "issuer": "A", "type": "regular",
            "attributes": {"userID": {"value": "S", "error": "S"}, "zip": {"value": ["S", {"S": 1}]}}}}}"""
        val answer = decodeProfiles(200u, Redacted(body.replace("\"S\"", "\"$sentinel\"").toByteArray()))
        assertTrue(isFilled(answer.single()))
        assertFalse(sentinel in answer.toString())
    }

    @Test
    fun `no object of a flow prints the secrets it keeps`() {
        val installation = Installation(settings("https://sp.auth.adobe.com", sentinel))
        val flow = AuthFlow.registration(installation)
        val step = flow.handle(Now(0u, Instant.EPOCH, 1u), Event.Start).step as Step.Send
        assertTrue(sentinel in step.request.body.reveal().decodeToString())
        listOf(installation, flow, step, Driver(installation) {}).forEach { assertFalse(sentinel in "$it", "$it") }
    }

    /** A value of each variant of an enumeration, or the one value of a record. */
    private fun examples(type: KClass<*>): List<Any> = when {
        type.java.isEnum -> type.java.enumConstants.toList()
        type.isSealed -> type.sealedSubclasses.map { it.objectInstance ?: filled(it) }
        else -> listOf(filled(type))
    }

    private fun filled(type: KClass<*>): Any {
        val constructor = type.primaryConstructor!!
        return constructor.callBy(constructor.parameters.associateWith { example(it.type) })
    }

    /** A value of the type, with the sentinel in every place for a secret. */
    private fun example(type: KType): Any = when (val kind = type.classifier as KClass<*>) {
        Redacted::class -> when (type.arguments.single().type!!.classifier) {
            ByteArray::class -> Redacted(sentinel.toByteArray())
            Value::class -> Redacted<Value>(Value.Text(sentinel))
            else -> Redacted(sentinel)
        }
        List::class -> listOf(example(type.arguments.single().type!!))
        String::class -> "text"
        Boolean::class -> true
        Double::class -> 1.5
        UByte::class -> 1u.toUByte()
        UShort::class -> 200u.toUShort()
        UInt::class -> 1u
        ULong::class -> 1uL
        Instant::class -> Instant.EPOCH
        // A value that is no secret by itself, as in the settings of a configuration.
        Value::class -> Value.Bool(true)
        else -> examples(kind).first()
    }

    /** `true` if a secret lies in it somewhere. */
    private fun isFilled(value: Any?): Boolean = when {
        value is Redacted<*> -> true
        value is List<*> -> value.any(::isFilled)
        value == null || !isPublic(value::class) -> false
        else -> value::class.memberProperties.any { property ->
            property.isAccessible = true
            isFilled(property.getter.call(value))
        }
    }

    private fun isPublic(type: KClass<*>) =
        type.isData || type.isSubclassOf(TvpassException::class) && type.java.packageName == "tvpass"
}
