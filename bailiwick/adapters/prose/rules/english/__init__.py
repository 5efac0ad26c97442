"""The language, whatever it is about: words and sentences, function words, lists inside a sentence, keys."""
