package tvpass

import java.io.File
import java.time.Instant
import java.util.Base64
import kotlin.reflect.full.functions
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.primaryConstructor
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest

/** The shared vectors. */
object Vectors {
    /** Maven runs tests in the module's folder. */
    val folder = File("../../../tests/vectors")

    /** A test for each case of files, or of all files of folders. */
    fun tests(vararg paths: String, judge: (JsonObject) -> Unit): List<DynamicTest> {
        val tests = paths.flatMap(::files).flatMap { each ->
            parse(each)["cases"]!!.jsonArray.map { it.jsonObject }.map { case ->
                DynamicTest.dynamicTest("${each.nameWithoutExtension}: ${case.text("name")}") { judge(case) }
            }
        }
        assertTrue(tests.isNotEmpty(), paths.joinToString())
        return tests
    }

    /** A file, or all files of a folder. */
    fun files(path: String): List<File> {
        val file = File(folder, path)
        val files = if (file.isDirectory) file.listFiles().orEmpty().sorted() else listOf(file)
        assertTrue(files.isNotEmpty(), path)
        return files
    }

    fun parse(file: File): JsonObject = Json.parseToJsonElement(file.readText()).jsonObject
}

fun JsonObject.text(name: String) = optionalText(name)!!

fun JsonObject.optionalText(name: String) = (this[name] as? JsonPrimitive)?.content

fun JsonObject.texts(name: String) = this[name]!!.jsonArray.map { it.jsonPrimitive.content }

fun JsonObject.bytes(name: String): ByteArray =
    optionalText("${name}Base64")?.let { Base64.getDecoder().decode(it) } ?: text(name).toByteArray()

fun secret(text: String): Secret = Redacted(text)

/** JSON whose numbers are compared by value. */
fun JsonElement.byValue(): Any? = when (this) {
    is JsonNull -> null
    is JsonObject -> mapValues { it.value.byValue() }
    is JsonArray -> map { it.byValue() }
    is JsonPrimitive -> if (isString) content else content.toBooleanStrictOrNull() ?: content.toBigDecimal().stripTrailingZeros()
}

/** An answer in the neutral form of the vectors, comparable with [byValue]. */
fun neutral(value: Any?): Any? = when (value) {
    is Redacted<*> -> neutral(value.reveal())
    is Value -> jsonValue(value)
    is Instant -> value.toEpochMilli().toBigDecimal().stripTrailingZeros()
    is Configuration -> configuration(value)
    is LinkedDevice -> mapOf("id" to value.id.reveal(), "attributes" to members(value.attributes))
    is List<*> -> value.map { neutral(it) }
    is ULong, is UInt, is Double -> value.toString().toBigDecimal().stripTrailingZeros()
    is String, is Boolean, null -> value
    else -> wire(value) ?: record(value)
}

/** The name on the wire, of a value that has one. */
fun wire(value: Any): String? = value::class.functions.find { it.name == "wire" }?.call(value) as String?

private val types = setOf("profileType", "connectionType", "requestType", "deviceType")

private fun record(value: Any): Map<String, Any?> {
    val fields = value::class.primaryConstructor!!.parameters.map { parameter ->
        parameter.name!! to value::class.memberProperties.first { it.name == parameter.name }.getter.call(value)
    }
    val present = fields.filter { (name, field) -> name != "knownCode" && field != null && field != Value.Null }
    return present.associate { (name, field) ->
        val wire = when {
            // These two endpoints write their names with underscores.
            value is ClientCredentials || value is AccessToken -> name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
            name in types -> "type"
            else -> name
        }
        wire to when (name) {
            "existingParameters" -> members((value as SessionDetails).existingParameters)
            // The only time that the wire has in seconds.
            "clientIdIssuedAt" -> number((field as Instant).epochSecond)
            else -> neutral(field)
        }
    }
}

private fun configuration(value: Configuration) = mapOf(
    "settings" to members(value.settings),
    "requestor" to listOfNotNull("id" to value.id, value.name?.let { "name" to it }).toMap(),
    "domains" to neutral(value.domains),
    "mvpds" to neutral(value.mvpds),
)

private fun members(members: List<Member>): Map<String, Any?> = members.associate { it.name to jsonValue(it.value) }

private fun jsonValue(value: Value): Any? = when (value) {
    is Value.Null -> null
    is Value.Bool -> value.value
    is Value.Text -> value.value
    is Value.Number -> value.text.toBigDecimal().stripTrailingZeros()
    is Value.Array -> value.items.map { jsonValue(it) }
    is Value.Object -> members(value.members)
}

fun jsonError(error: JsonError): Map<String, Any?> =
    mapOf("kind" to error.kind.name.lowercase(), "field" to error.field, "offset" to number(error.offset))

fun number(value: Any) = value.toString().toBigDecimal().stripTrailingZeros()

/** The failure, whoever must act. */
val TvpassException.reason: Reason
    get() = when (this) {
        is TvpassException.Viewer -> reason
        is TvpassException.Network -> reason
        is TvpassException.Service -> reason
        is TvpassException.ServiceProvider -> reason
        is TvpassException.Configuration -> reason
        is TvpassException.Integrator -> reason
    }

/** The actor, or the reason why nothing was sent or read, in the words of the vectors. */
fun failure(error: TvpassException): Map<String, Any?> = when (val reason = error.reason) {
    is Reason.Service ->
        mapOf("kind" to "service", "httpStatus" to number(reason.httpStatus), "error" to neutral(reason.error))
    is Reason.Registration ->
        mapOf("kind" to "registration", "httpStatus" to number(reason.httpStatus), "error" to reason.code.wire())
    is Reason.Malformed ->
        mapOf("kind" to "malformed", "httpStatus" to number(reason.httpStatus), "error" to jsonError(reason.error))
    is Reason.NotApi -> mapOf("kind" to "not_api", "httpStatus" to number(reason.httpStatus))
    is Reason.Throttled -> mapOf("kind" to "throttled")
    is Reason.MissingHeader -> mapOf("kind" to "missing_header", "name" to reason.name)
    is Reason.MissingParameter -> mapOf("kind" to "missing_parameter", "name" to reason.name)
    is Reason.InvalidParameter -> mapOf("kind" to "invalid_parameter", "name" to reason.name)
    is Reason.InvalidHeader ->
        mapOf("kind" to "invalid_header", "name" to reason.name, "offset" to number(reason.offset))
    is Reason.NotBase64 -> mapOf("kind" to "base64")
    is Reason.NotThisHeader, is Reason.InvalidUrl -> mapOf("kind" to "invalid")
    is Reason.Downgrade -> mapOf("kind" to "downgrade")
    is Reason.Json -> jsonError(reason.error)
    else -> error("the vectors have no word for $reason")
}
