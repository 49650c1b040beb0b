from zukan.cli import main

main()
