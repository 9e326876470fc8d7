# Stops a server once no test process uses it; see mod.rs beside this file.
# Arguments: the folder, the user and group that run the server, the file that is there while it runs, and
# the command that stops it.
use strict;
use warnings;
use Fcntl qw(:flock);
use File::Path qw(remove_tree);
use POSIX qw(setsid setuid setgid);

my ($folder, $uid, $gid, $alive, @stop) = @ARGV;
my $idle_seconds = 10;
setsid();
$SIG{HUP} = $SIG{INT} = 'IGNORE';

open(my $lock,  '>>', "$folder/lock")  or exit 1;
open(my $users, '>>', "$folder/users") or exit 1;

my $idle = 0;
while (1) {
    sleep 1;
    # Gone or replaced: the next process found the server dead and started another, with its guardian.
    exit 0 unless -e "$folder/$alive";
    # Somebody starts or looks up the server right now.
    next unless flock($lock, LOCK_EX | LOCK_NB);
    if (flock($users, LOCK_EX | LOCK_NB)) {
        if (++$idle >= $idle_seconds) {
            stop();
            exit 0;
        }
        flock($users, LOCK_UN);
    } else {
        $idle = 0;
    }
    flock($lock, LOCK_UN);
}

sub stop {
    my $child = fork();
    exit 1 unless defined $child;
    if ($child == 0) {
        if ($> == 0) { setgid($gid); setuid($uid); }
        exec { $stop[0] } @stop;
        exit 1;
    }
    waitpid($child, 0);
    # The two lock files stay: a process may be waiting for them.
    unlink "$folder/url";
    remove_tree("$folder/data");
}
