"""The catalogue that ships with the program: facts under open licences, and our own texts."""
