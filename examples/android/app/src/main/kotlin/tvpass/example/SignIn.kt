package tvpass.example

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch
import tvpass.AuthFlow
import tvpass.Driver
import tvpass.Event
import tvpass.FlowRun
import tvpass.Mvpd
import tvpass.Outcome
import tvpass.Profile
import tvpass.Question
import tvpass.SessionDevice
import tvpass.Step
import tvpass.TvpassException

/** The states of the screen. */
sealed interface SignInState {
    /** A field for the code that the television shows; with [problem], if the last one led nowhere. */
    data class EnterCode(val problem: String? = null) : SignInState

    /** The service is being asked. */
    data object Working : SignInState

    /** The device that asks; the person compares it with what stands in the room. */
    data class Confirm(val device: SessionDevice?) : SignInState

    /** The providers to choose from. */
    data class Pick(val mvpds: List<Mvpd>) : SignInState

    /** The provider's own page, in a browser. */
    data class Browse(val url: String) : SignInState

    data class SignedIn(val profile: Profile) : SignInState
}

/** Signs a person in on a phone, for the television whose code they type. */
class SignIn(private val driver: Driver, private val scope: CoroutineScope) {
    private val shown = MutableStateFlow<SignInState>(SignInState.EnterCode())
    private var run: FlowRun? = null
    private var watch: Job? = null

    val state: StateFlow<SignInState> = shown

    fun enter(code: String) {
        end()
        try {
            follow(driver.start(AuthFlow.secondScreen(driver.installation, code, "adobe.com", "https://adobe.com"), scope))
        } catch (failure: TvpassException) {
            shown.value = SignInState.EnterCode(problem(failure))
        }
    }

    /** The device is the person's, or their browser has come back from the provider's page. */
    fun goOn() {
        run?.goOn()
    }

    fun pick(mvpd: Mvpd) {
        run?.say(Event.Chosen(mvpd.id))
    }

    fun startOver() {
        end()
        shown.value = SignInState.EnterCode()
    }

    private fun follow(run: FlowRun) {
        this.run = run
        watch = scope.launch { run.step.collect { shown.value = stateFor(it) } }
    }

    private fun end() {
        watch?.cancel()
        run?.cancel()
    }

    private fun stateFor(step: Step?): SignInState = when (step) {
        is Step.Ask -> stateFor(step.question)
        is Step.Done -> stateFor(step.outcome)
        is Step.Stop -> SignInState.EnterCode(problem(step.error))
        else -> SignInState.Working
    }

    private fun stateFor(question: Question): SignInState = when (question) {
        is Question.ConfirmDevice -> SignInState.Confirm(question.information.device)
        // R26: temporary access is not for a person to choose.
        is Question.ChooseMvpd -> SignInState.Pick(question.configuration.mvpds.filterNot { it.isTempPass })
        is Question.OpenUrl -> SignInState.Browse(question.url)
        else -> SignInState.Working
    }

    private fun stateFor(outcome: Outcome): SignInState = when (outcome) {
        is Outcome.SignedIn -> SignInState.SignedIn(outcome.profile)
        else -> SignInState.EnterCode()
    }

    private fun problem(failure: TvpassException): String = when (failure) {
        is TvpassException.Viewer -> "This code is not valid, or no longer."
        is TvpassException.Network -> "The service cannot be reached."
        else -> failure.explanation
    }
}
