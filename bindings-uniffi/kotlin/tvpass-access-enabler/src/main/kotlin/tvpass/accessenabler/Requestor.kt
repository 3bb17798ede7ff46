package tvpass.accessenabler

import java.time.Instant
import tvpass.AuthFlow
import tvpass.Driver
import tvpass.Event
import tvpass.Installation
import tvpass.Outcome
import tvpass.Profile
import tvpass.Question
import tvpass.Reason
import tvpass.Settings
import tvpass.SignInOptions
import tvpass.SignInPlace
import tvpass.TvpassException

/** The installation of one service provider, and what the old interface remembered beside it. */
internal class Requestor private constructor(private val setup: AccessEnablerSetup, private val driver: Driver) {
    private val installation = driver.installation

    /** A provider that needs no sign-in. */
    private var granted: String? = null

    /** The ends of the decisions of this run. */
    private val decided = mutableMapOf<String, Instant>()

    /** The list of the last picker. */
    var mvpds: List<Mvpd> = emptyList()

    val selected: Mvpd?
        get() {
            val id = granted ?: installation.mvpd() ?: return null
            return mvpds.find { it.id == id } ?: Mvpd(id, displayName = null, logoUrl = null, isTempPass = false)
        }

    suspend fun register() {
        driver.run(AuthFlow.registration(installation)) { null }
    }

    /** Answers from what is remembered, else by asking the service; nobody is prompted. */
    suspend fun isSignedIn(): Boolean =
        granted != null || driver.run(AuthFlow.checkSignIn(installation)) { null } !is Outcome.SignInNeeded

    /** The profile, if there is one. */
    suspend fun profile(): Profile? = try {
        val flow = AuthFlow.signIn(installation, SignInOptions(place = SignInPlace.OTHER_DEVICE_WITH_PICKER))
        (driver.run(flow) { Event.Cancel } as? Outcome.SignedIn)?.profile
    } catch (stopped: TvpassException) {
        if (stopped.reason != Reason.Cancelled) throw stopped
        null
    }

    suspend fun signIn(mvpd: String?, answer: suspend (Question) -> Event?) {
        val options = SignInOptions(mvpd, setup.domainName, setup.redirectUrl, setup.place)
        val outcome = driver.run(AuthFlow.signIn(installation, options), answer)
        granted = (outcome as? Outcome.Granted)?.mvpd
    }

    suspend fun authorize(resource: String): Outcome {
        val outcome = driver.run(AuthFlow.authorization(installation, resource, granted)) { null }
        (outcome as? Outcome.Permitted)?.decision?.notAfter?.let { decided[resource] = it }
        return outcome
    }

    /** The resources that may be watched. */
    suspend fun preauthorize(resources: List<String>): List<String> {
        val outcome = driver.run(AuthFlow.preauthorization(installation, resources, granted)) { null }
        return (outcome as? Outcome.Preauthorized)?.permits.orEmpty().filter { it.permitted }.map { it.resource }
    }

    fun decidedUntil(resource: String?): Instant? = decided[resource]

    suspend fun signOut(answer: suspend (Question) -> Event?) {
        driver.run(AuthFlow.logout(installation, setup.redirectUrl, granted), answer)
        granted = null
        decided.clear()
    }

    companion object {
        suspend fun open(setup: AccessEnablerSetup, id: String): Requestor {
            val settings = Settings(setup.baseUrl, id, setup.softwareStatement, setup.headers)
            val installation = Installation(settings, setup.load())
            return Requestor(setup, Driver(installation, setup.transport, setup.clock, save = setup.save))
        }
    }
}
