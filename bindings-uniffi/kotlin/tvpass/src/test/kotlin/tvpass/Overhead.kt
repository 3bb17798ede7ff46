package tvpass

import java.io.File
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement

private const val ROUNDS = 500
private const val CALLS = 100

/** For an answer that takes three hundred times as long. */
private const val LONG_ROUNDS = 100
private const val LONG_CALLS = 5

private const val MVPDS = 1000

/**
 * Measures single calls: prints a line for each work on the profiles and the configuration that the arguments name, with the
 * nanoseconds of its fastest round.
 */
fun main(arguments: Array<String>) {
    val (profiles, configuration) = arguments.map { File(it).readBytes() }
    val (body, longBody) = listOf(profiles, configuration).map { Redacted(it) }
    val own = { decodeProfiles(200u, body).size }
    val library = { Json.decodeFromString<Answer>(profiles.decodeToString()).profiles.size }
    val longOwn = { decodeConfiguration(200u, longBody).mvpds.size }
    val longLibrary = { lenient.decodeFromString<LongAnswer>(configuration.decodeToString()).requestor.mvpds.size }
    check(own() == 2 && library() == 2 && longOwn() == MVPDS && longLibrary() == MVPDS)
    measure("a call with next to nothing") { Environment.RELEASE_STAGING.baseUrl().length }
    measure("decode profiles, tvpass", work = own)
    measure("decode profiles, kotlinx.serialization", work = library)
    measure("decode the configuration, tvpass", LONG_ROUNDS, LONG_CALLS, longOwn)
    measure("decode the configuration, kotlinx.serialization", LONG_ROUNDS, LONG_CALLS, longLibrary)
}

/** Takes the results, so that the virtual machine leaves no work out. */
@Volatile
private var sink = 0

private fun measure(what: String, rounds: Int = ROUNDS, calls: Int = CALLS, work: () -> Int) {
    val fastest = (1..rounds).minOf {
        val start = System.nanoTime()
        repeat(calls) { sink += work() }
        (System.nanoTime() - start) / calls
    }
    println("kotlin\t$what\t$fastest\t-")
}

private val lenient = Json { ignoreUnknownKeys = true }

@Serializable
private class Answer(val profiles: Map<String, AnswerProfile>)

@Serializable
private class AnswerProfile(
    val notBefore: Long, val notAfter: Long, val issuer: String, val type: String, val attributes: Map<String, AnswerAttribute>,
)

@Serializable
private class AnswerAttribute(val value: JsonElement, val state: String)

@Serializable
private class LongAnswer(val requestor: AnswerRequestor)

@Serializable
private class AnswerRequestor(val id: String, val name: String, val mvpds: List<AnswerMvpd>)

@Serializable
private class AnswerMvpd(
    val id: String,
    val displayName: String,
    val logoUrl: String,
    val isTempPass: Boolean,
    val isProxy: Boolean,
    val authPerAggregator: Boolean,
    val authPerBrowserSession: Boolean,
    val passiveAuthnEnabled: Boolean,
    val enablePlatformServices: Boolean,
    val displayInPlatformPicker: Boolean,
    val enforcePlatformPermissions: Boolean,
    val boardingStatus: String? = null,
    val platformMappingId: String,
)
