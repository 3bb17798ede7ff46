package tvpass

import java.time.Instant
import java.util.Base64
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A viewer whom the framework of a partner signs in, and one whom it does not know. */
class PartnerTest {
    private val apple = Partner.APPLE.wire()

    /** The partner sign-in, at a framework of this status. */
    private suspend fun Driver.runPartner(status: PartnerFrameworkStatus): Outcome {
        val flow = AuthFlow.partnerSignIn(installation, apple, "adobe.com", "https://adobe.com")
        return run(flow) {
            assertInstanceOf(Question.PartnerStatus::class.java, it)
            Event.PartnerStatus(status)
        }
    }

    @Test
    fun `a viewer whom the framework knows is signed in by its SAML response`(): Unit = Service.simulator().use { service ->
        val television = driver(settings(service.baseUrl, "demo.software.statement"))
        val until = Instant.now().plusSeconds(3600)
        val status = PartnerFrameworkStatus(AccessStatus.Granted, providerId = "Cablevision", expirationDate = until)
        runBlocking {
            val asked = television.runPartner(status) as Outcome.AskFramework
            val request = Base64.getDecoder().decode(asked.request.request!!.reveal()).decodeToString()
            assertTrue("AuthnRequest" in request)
            val completion = AuthFlow.partnerCompletion(television.installation, apple, secret("<Response/>"))
            val signedIn = television.run(completion) { null } as Outcome.SignedIn
            assertEquals(ProfileType.AppleSso, signedIn.profile.profileType)
            val permitted = television.run(AuthFlow.authorization(television.installation, "REF30")) { null }
            assertInstanceOf(Outcome.Permitted::class.java, permitted)
        }
    }

    @Test
    fun `a viewer who lets the framework tell nothing signs in as elsewhere`() = Service.simulator().use { service ->
        val television = driver(settings(service.baseUrl, "demo.software.statement"))
        runBlocking {
            assertInstanceOf(Outcome.BasicSignIn::class.java, television.runPartner(PartnerFrameworkStatus(AccessStatus.Denied)))
            val options = SignInOptions("Spectrum", "adobe.com", "https://adobe.com", skipsLookup = true)
            val signedIn = television.run(AuthFlow.signIn(television.installation, options)) { question ->
                signInAsPerson((question as Question.ShowCode).authenticateUrl!!)
                null
            } as Outcome.SignedIn
            assertEquals(ProfileType.Regular, signedIn.profile.profileType)
        }
    }
}
