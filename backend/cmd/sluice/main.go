// Command sluice is the core and the command line. `sluice core` is the program that always runs;
// every other command talks to it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	_ "time/tzdata" // zones also where the system has none, as on Windows

	"github.com/alecthomas/kong"

	"sluice/backend/api/remote"
	"sluice/backend/fault"
	"sluice/backend/profile"
)

// commands is the command line. Kong reads it.
type commands struct {
	Profile string           `help:"Use the profile in this folder, apart from all others." env:"SLUICE_PROFILE" placeholder:"DIR"`
	JSON    bool             `name:"json" help:"Answer in JSON, for programs."`
	Version kong.VersionFlag `help:"Say which version this is."`

	Open     openCommand     `cmd:"" default:"withargs" help:"Open the window (what happens without a command)."`
	Core     coreCommand     `cmd:"" help:"Run the core, until told to stop."`
	Status   statusCommand   `cmd:"" help:"How things stand."`
	Queue    queueCommand    `cmd:"" help:"The queue, the most important item first."`
	Add      addCommand      `cmd:"" help:"Put something in."`
	Done     doneCommand     `cmd:"" help:"Mark items as done."`
	Reopen   reopenCommand   `cmd:"" help:"Bring items back into the queue."`
	Snooze   snoozeCommand   `cmd:"" help:"Put items aside until a time, or the next check-in."`
	Wait     waitCommand     `cmd:"" help:"Put items aside because somebody else has to act."`
	Pin      pinCommand      `cmd:"" help:"Keep items on top."`
	Mute     muteCommand     `cmd:"" help:"Keep items and their threads out of the queue."`
	Assign   assignCommand   `cmd:"" help:"Give items to a client."`
	Mark     markCommand     `cmd:"" help:"Say that what its sender sends counts more, or less."`
	Undo     undoCommand     `cmd:"" help:"Take back the last act."`
	Search   searchCommand   `cmd:"" help:"Find items."`
	Records  recordsCommand  `cmd:"" help:"Decisions, blockers, baton notes, notes: list, add, change, resolve, remove."`
	Insights insightsCommand `cmd:"" help:"What the last days say: held, kept away, waits, noise, and what to change."`
	Views    viewsCommand    `cmd:"" help:"Saved searches: list, show, add, remove."`
	Clients  clientsCommand  `cmd:"" help:"Clients: list, add, remove."`
	Time     timeCommand     `cmd:"" help:"Time worked: list, start, stop, add, fix, remove, report, export, import."`
	Switch   switchCommand   `cmd:"" help:"Work for a client, or for all."`
	Call     callCommand     `cmd:"" help:"Hide all content while others see your screen: on, off."`
	Pause    pauseCommand    `cmd:"" help:"Stop everything until a time."`
	Checkin  checkinCommand  `cmd:"" help:"Check-ins: now, end, list, add, off, on, remove, plan."`
	Rules    rulesCommand    `cmd:"" help:"Your rules: list, add, off, on, remove."`
	Shield   shieldCommand   `cmd:"" help:"A deep-work block: start, end; those that repeat: list, off, on."`
	Receipt  receiptCommand  `cmd:"" help:"What arrived today and what became of it."`
	Settings settingsCommand `cmd:"" help:"Show or change what you chose."`
	Reply    replyCommand    `cmd:"" help:"Answer where an item came from."`
	Split    splitCommand    `cmd:"" help:"Make an item of its own of what was taken for the same."`
	Outbox   outboxCommand   `cmd:"" help:"What is to be written at services: list, retry, withdraw."`
	Sources  sourcesCommand  `cmd:"" help:"Accounts: list, kinds, add, check, sync, pause, resume, remove."`
	Apps     appsCommand     `cmd:"" help:"Programs whose notifications were seen, and how the reading of them stands."`
	Inbound  inboundCommand  `cmd:"" help:"Let scripts on this machine put things in over loopback."`
	Export   exportCommand   `cmd:"" help:"Everything as JSON Lines, for other programs."`
	Backup   backupCommand   `cmd:"" help:"Copy the database to a safe place."`
	Restore  restoreCommand  `cmd:"" help:"Put a backup in the place of the database."`
	Demo     demoCommand     `cmd:"" help:"Run the core on sample data, in a profile apart."`
	Doctor   doctorCommand   `cmd:"" help:"Check the profile on its real data."`

	Autostart autostartCommand `cmd:"" help:"Start Sluice when you sign in: on, off, status."`
	Quit      quitCommand      `cmd:"" help:"End the core and its window."`

	Completion completionCommand `cmd:"" help:"What a shell reads to complete these commands."`
	Complete   completeCommand   `cmd:"" hidden:"" help:"What may stand for the last word; for shells."`
	Manual     manualCommand     `cmd:"" hidden:"" help:"This manual page, as man reads it."`
}

// The exit codes, as the help says.
const (
	exitError      = 1
	exitUsage      = 2
	exitNotRunning = 3
	exitRefused    = 4
	exitNotFound   = 5
)

const description = `Sluice holds what wants your attention until your check-ins.

Exit codes: 0 it worked, 1 it failed, 2 the command makes no sense, 3 no core is running,
4 not possible in the present state, 5 there is no such thing.`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run runs one command and gives its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var line commands
	exited := false
	parser, err := kong.New(&line,
		kong.Name("sluice"), kong.Description(description), kong.Writers(stdout, stderr),
		kong.Vars{"version": remote.Version}, kong.Exit(func(int) { exited = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitError
	}
	chosen, err := parser.Parse(args)
	switch {
	case exited:
		return 0
	case err != nil:
		asJSON := slices.Contains(args, "--json") // what was parsed is not kept
		return complain(stderr, asJSON, exitUsage, fault.New(fault.Invalid, "%s. `sluice --help` shows what there is.", err))
	}
	p, err := profile.Find(line.Profile)
	if err != nil {
		return complain(stderr, line.JSON, exitError, err)
	}
	err = chosen.Run(parser.Model, &call{
		ctx: ctx, profile: p, named: line.Profile, client: remote.NewClient(p), json: line.JSON, out: stdout, err: stderr,
	})
	return complain(stderr, line.JSON, exitCode(err), err)
}

func exitCode(err error) int {
	switch fault.CodeOf(err) {
	case "", fault.Acted: // it was done before its answer was lost
		return 0
	case fault.NotRunning:
		return exitNotRunning
	case fault.Conflict, fault.ShieldUp, fault.NothingToUndo, fault.Running:
		return exitRefused
	case fault.NotFound:
		return exitNotFound
	case fault.Invalid:
		return exitUsage
	}
	return exitError
}

// complain says what went wrong, where something did, and gives the exit code.
func complain(stderr io.Writer, asJSON bool, code int, err error) int {
	switch {
	case err == nil, errors.Is(err, errSaid):
	case asJSON:
		_ = encode(stderr, map[string]any{
			"error": map[string]string{"code": string(fault.CodeOf(err)), "sentence": fault.SentenceOf(err)},
		}, "")
	default:
		fmt.Fprintln(stderr, "sluice:", plainLines(fault.SentenceOf(err)))
	}
	return code
}
