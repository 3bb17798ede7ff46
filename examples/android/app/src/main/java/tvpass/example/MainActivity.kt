package tvpass.example

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.viewModels
import androidx.compose.material3.MaterialTheme

/** One screen, which shows the present step of a sign-in that goes on without it. */
class MainActivity : ComponentActivity() {
    private val model: SignInModel by viewModels()

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContent { MaterialTheme { SignInScreen(model.signIn) } }
    }
}
