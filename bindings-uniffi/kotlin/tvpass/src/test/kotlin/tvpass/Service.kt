package tvpass

import java.net.HttpURLConnection
import java.net.URL
import java.net.URLEncoder
import java.time.Instant
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject

/** A service that runs as a process of its own while a test needs it. */
class Service private constructor(private val process: Process, val baseUrl: String) : AutoCloseable {
    override fun close() {
        process.destroy()
        process.waitFor()
    }

    /** The requests that the stand-in saw. */
    fun report(): JsonObject = Json.parseToJsonElement(fetch("$baseUrl/report").text).jsonObject

    companion object {
        fun standIn(vararg arguments: String) = start("TVPASS_STAND_IN", "--port", "0", *arguments)

        fun simulator(vararg arguments: String) = start("TVPASS_SIMULATOR", "--port", "0", "--no-throttle", *arguments)

        /** The server whose paths say which bytes come. */
        fun wire() = start("TVPASS_WIRE")

        /** The program that an environment variable names; its base URL is the first that it prints. */
        private fun start(variable: String, vararg arguments: String): Service {
            val path = checkNotNull(System.getenv(variable)) { "`cargo xtask test kotlin` sets $variable" }
            val process = ProcessBuilder(path, *arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val line = process.inputStream.bufferedReader().readLine()
            return Service(process, Regex("http://\\S+").find(line)!!.value)
        }
    }
}

class Page(val status: Int, val location: String?, val cookie: String?, val text: String)

fun fetch(url: String, form: Map<String, String> = emptyMap(), cookie: String? = null): Page {
    val connection = URL(url).openConnection() as HttpURLConnection
    connection.instanceFollowRedirects = false
    cookie?.let { connection.setRequestProperty("Cookie", it) }
    if (form.isNotEmpty()) {
        connection.doOutput = true
        val body = form.entries.joinToString("&") { (name, value) -> "$name=${URLEncoder.encode(value, Charsets.UTF_8)}" }
        connection.outputStream.use { it.write(body.toByteArray()) }
    }
    val text = (if (connection.responseCode < 400) connection.inputStream else connection.errorStream)
        ?.use { it.readBytes().decodeToString() }.orEmpty()
    val setCookie = connection.getHeaderField("Set-Cookie")?.substringBefore(";")
    return Page(connection.responseCode, connection.getHeaderField("Location"), setCookie, text)
}

/** Opens the page as a browser, follows to the provider's login, and signs in. */
fun signInAsPerson(authenticateUrl: String) {
    val origin = authenticateUrl.substringBefore("/api/")
    val first = fetch(authenticateUrl)
    val login = fetch(origin + first.location, cookie = first.cookie)
    val action = Regex("""<form action="([^"]+)"""").find(login.text)!!.groupValues[1].replace("&amp;", "&").replace("&#38;", "&")
    val form = mapOf("username" to "viewer", "password" to "password", "action" to "login")
    val done = fetch(origin + action, form, first.cookie)
    check(done.status == 302 && done.location == "https://adobe.com") { "${done.status} ${done.location}" }
}

/** Time that passes only when a flow waits for it. */
class TestClock : FlowClock {
    var millis = 5000uL

    override fun now() = Now(millis, Instant.parse("2026-01-01T00:00:00Z").plusMillis(millis.toLong()), 7u)

    override suspend fun sleepUntil(monotonicMillis: ULong) {
        millis = maxOf(millis, monotonicMillis)
    }
}

open class NamedDevice(name: String) : Device {
    override val identifier = Redacted(name.toByteArray())
    override val info = DeviceInfo(
        model = "TV 5th Gen", version = "5", osName = OsName.Android, osVersion = "14", connectionType = "WiFi",
    )
}

object Television : NamedDevice("living room")

fun settings(baseUrl: String, softwareStatement: String, device: Device = Television) = Settings(
    baseUrl = baseUrl,
    serviceProvider = "REF30",
    softwareStatement = secret(softwareStatement),
    headers = device.headers(),
)

/** A sign-in as televisions do it. */
fun Driver.signIn(mvpd: String? = null, place: SignInPlace = SignInPlace.OTHER_DEVICE) =
    AuthFlow.signIn(installation, SignInOptions(mvpd, "adobe.com", "https://adobe.com", place))

/** A driver that keeps in [kept] what it saves. */
fun driver(settings: Settings, kept: MutableList<SecretBytes> = mutableListOf(), saved: SecretBytes? = null) =
    Driver(Installation(settings, saved), clock = TestClock()) { kept += it }
