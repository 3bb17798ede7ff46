package tvpass.example

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.material3.MaterialTheme
import androidx.lifecycle.lifecycleScope
import tvpass.Driver
import tvpass.Installation
import tvpass.Redacted
import tvpass.android.AndroidDevice
import tvpass.android.InstallationStore

/** One screen. The address is the simulator's on the computer that runs the emulator. */
class MainActivity : ComponentActivity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val store = InstallationStore(this)
        val settings = phoneSettings(
            "http://10.0.2.2:8787", Redacted("demo.software.statement"), AndroidDevice(this),
        )
        val driver = Driver(Installation(settings, store.load())) { store.save(it) }
        val signIn = SignIn(driver, lifecycleScope)
        setContent { MaterialTheme { SignInScreen(signIn) } }
    }
}
