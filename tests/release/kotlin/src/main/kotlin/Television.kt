import kotlinx.coroutines.runBlocking
import tvpass.AuthFlow
import tvpass.Device
import tvpass.DeviceInfo
import tvpass.Driver
import tvpass.Installation
import tvpass.OsName
import tvpass.Outcome
import tvpass.Question
import tvpass.Redacted
import tvpass.Settings
import tvpass.SignInOptions
import tvpass.Transport
import tvpass.headers

object Television : Device {
    override val identifier = Redacted("a fresh Kotlin project".toByteArray())
    override val info =
        DeviceInfo(model = "Box", version = "1", osName = OsName.Linux, osVersion = "6.1", connectionType = "LAN")
}

/** A television over the published Maven artifact: `TelevisionKt SERVICE STATEMENT`. */
fun main(arguments: Array<String>) {
    val (service, statement) = arguments
    play(service, statement, Transport.ofPlatform())
}

/** Signs in and plays. */
fun play(service: String, statement: String, transport: Transport) = runBlocking {
    val settings = Settings(
        baseUrl = service, serviceProvider = "REF30", softwareStatement = Redacted(statement), headers = Television.headers(),
    )
    val driver = Driver(Installation(settings), transport) { }
    val options = SignInOptions("Cablevision", "adobe.com", "https://adobe.com")
    driver.run(AuthFlow.signIn(driver.installation, options)) { question ->
        if (question is Question.ShowCode) println("open ${question.authenticateUrl}")
        null
    }
    val outcome = driver.run(AuthFlow.authorization(driver.installation, "REF30")) { null }
    check(outcome is Outcome.Permitted) { "$outcome" }
    println("playing ${outcome.decision.resource}")
}
