"""`python -m weigh`: runs the program that the package installed."""

import os
import subprocess
import sys
import sysconfig


def find_program():
    name = "weigh" + (sysconfig.get_config_var("EXE") or "")
    package = os.path.dirname(os.path.abspath(__file__))
    folders = [
        sysconfig.get_path("scripts"),
        # `pip install --user`
        sysconfig.get_path("scripts", os.name + "_user"),
        # `pip install --target`
        os.path.join(os.path.dirname(package), "bin"),
        # `pip install --prefix`, where site-packages is three folders below
        os.path.join(package, *[os.pardir] * 4, "bin"),
    ]
    for folder in folders:
        program = os.path.join(folder, name)
        if os.path.isfile(program):
            return program
    sys.exit("error: cannot find the program `{}` in: {}".format(name, ", ".join(folders)))


def main():
    command = [find_program(), *sys.argv[1:]]
    if os.name == "nt":
        # On Windows, `execv` returns to the shell before the program ends.
        try:
            sys.exit(subprocess.call(command))
        except KeyboardInterrupt:
            sys.exit(130)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
