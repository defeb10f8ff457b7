// A module of its own: what packages are made with is no part of the program.
module sluice/build/tools/licences

go 1.26

require github.com/google/licensecheck v0.3.1
