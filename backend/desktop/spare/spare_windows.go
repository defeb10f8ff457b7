package spare

// dropProgram does nothing: Windows trims the pages of programs that rest by itself.
func dropProgram() {}
