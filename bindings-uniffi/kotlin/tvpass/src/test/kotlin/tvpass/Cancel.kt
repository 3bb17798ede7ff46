package tvpass

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

private const val ROUNDS = 100

/**
 * The time from the wish to end a flow to its end, while the server that the argument names holds its answer: prints a line for
 * each transport, and the nanoseconds of the middle round and of the slowest.
 */
fun main(arguments: Array<String>) = runBlocking(Dispatchers.Default) {
    val server = arguments.single()
    measure("Job.cancel, java.net.http") { cancel(server, JavaHttpTransport(), "java-$it") }
    measure("Job.cancel, HttpURLConnection") { cancel(server, UrlConnectionTransport(), "android-$it") }
}

private suspend fun measure(what: String, work: suspend (Int) -> Long) {
    val rounds = List(ROUNDS) { work(it) }.sorted()
    println("kotlin\t$what\t${rounds[ROUNDS / 2]}\t${rounds.last()}")
}

private suspend fun CoroutineScope.cancel(server: String, transport: Transport, name: String): Long {
    val held = Transport { transport.send(Request(it.method, "$server/silent?$name", it.headers, it.body)) }
    val driver = Driver(Installation(settings(server, "statement")), held) {}
    val run = launch { driver.run(AuthFlow.registration(driver.installation)) { null } }
    // The server replies as soon as it has the request of this name.
    withContext(Dispatchers.IO) { fetch("$server/begun?$name") }
    val start = System.nanoTime()
    run.cancelAndJoin()
    return System.nanoTime() - start
}
