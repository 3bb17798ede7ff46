package tvpass

import java.io.File
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement

private const val ROUNDS = 40
private const val CALLS = 2000

/** What one call costs: prints a line for each work on the answer that the argument names, and the nanoseconds of its fastest round. */
fun main(arguments: Array<String>) {
    val bytes = File(arguments.single()).readBytes()
    val body = Redacted(bytes)
    val own = { decodeProfiles(200u, body).size }
    val library = { Json.decodeFromString<Answer>(bytes.decodeToString()).profiles.size }
    check(own() == 2 && library() == 2)
    measure("a call with next to nothing") { Environment.RELEASE_STAGING.baseUrl().length }
    measure("decode the answer, tvpass", own)
    measure("decode the answer, kotlinx.serialization", library)
}

/** What the virtual machine may not leave out, since the works' results end here. */
@Volatile
private var sink = 0

private fun measure(what: String, work: () -> Int) {
    val fastest = (1..ROUNDS).minOf {
        val start = System.nanoTime()
        repeat(CALLS) { sink += work() }
        (System.nanoTime() - start) / CALLS
    }
    println("kotlin\t$what\t$fastest")
}

@Serializable
private class Answer(val profiles: Map<String, AnswerProfile>)

@Serializable
private class AnswerProfile(
    val notBefore: Long, val notAfter: Long, val issuer: String, val type: String, val attributes: Map<String, AnswerAttribute>,
)

@Serializable
private class AnswerAttribute(val value: JsonElement, val state: String)
