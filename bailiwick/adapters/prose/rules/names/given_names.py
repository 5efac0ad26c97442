"""Given names that many people have, as data: who is called by one of them alone is somebody, and no company."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.words import wordset

GIVEN_NAMES = wordset("""
aaron abdul abel abigail ada adam adele adrian agnes ahmed aidan aino aisha akira alan albert aleksander alessandro alex
alexander alexandra alexei alexey alexis alfred ali alice alicia alina alison allan amanda amber amelia amina amir amit
ana anand anastasia anders andre andrea andreas andrei andrew andrey andy angela anita anja ann anna anne annette anouk
anthony antoine anton antonio anya arjun arne arnold arthur arun asa astrid audrey barbara bart basil bastian beatrice
ben benedict benjamin bernard bernd bert beth bianca bill bjorn bob boris brad brandon brenda brent brian bridget bruce
bruno caleb camille carl carla carlo carlos carmen carol caroline carsten casey caspar catherine cecilia charles
charlotte chloe chris christian christina christine christoph christopher claire clara claudia clemens colin connor
cornelia craig cristina curtis cynthia dag dan dana daniel daniela danielle darren dave david dean deborah denis dennis
derek diana diego dieter dimitri dirk dmitri dmitry dominic dominik donald dora dorothea doug douglas duncan dylan earl
eduardo edward edwin eelco eileen elena eleanor eli elias elif elina elisa elizabeth ella ellen elliot emil emilia emily
emma enrico eric erica erik erika erin ernst esther ethan eugene eva evan evelyn fabian fabio farah fatima federico
felix fernando filip fiona florence florian fran frances francesca francesco francis francois frank franz fred frederic
frederik fritz gabriel gareth gary geoff george georg gerald gerard gerhard gernot gilbert giles giovanni giulia glenn
gordon graham greg gregor greta guido gunnar gustav guy hanna hannah hannes hans harald harold harriet harry hassan
heather heidi heike heinz helen helena helge hendrik henning henri henrik henry herbert hilda hiroshi holger horst
howard hubert ian ibrahim igor ilse imran ines ingrid irene iris irina isaac isabel isabelle ivan ivy jacek jack jackie
jacob jacques jaime jake jakob jakub james jamie jan jana jane janet janice jaroslav jasmine jason javier jean jeff
jeffrey jelena jenna jennifer jenny jens jeremy jerome jesse jessica jesus jill jim jimmy joachim joan joanna jochen
jody joe joel joey johan johanna johannes john johnny jon jonas jonathan joost jordan jorge jose josef joseph josh
joshua josiah joyce juan judith jules julia julian juliane julie juliet julius jun jurgen justin karen karin karl
karsten kate katharina kathleen kathryn katie katja katrin kay keith kelly ken kenji kenneth kerstin kevin khalid kim
kirsten klaus konrad kristen kristian kristin kurt kyle lars laszlo laura lauren laurent laurie lea leah lee leif lena
leo leon leonard leonie leopold leslie lewis liam lidia lila lili lilian lily linda lisa lloyd lorenzo louis louise luc
luca lucas lucia lucy ludwig luigi luis luisa luka lukas luke lydia lynn maarten mads magda magnus mahmoud malcolm
malte manfred manuel marc marcel marcin marco marcus marek margaret margit maria marie marieke marijn marina mario
marion marit mark marko markus marta martha martin martina mary mateo mathias mathieu mathilde matt matteo matthew
matthias matthieu maud maurice max maxim maximilian maya mehmet meike mel melanie melissa meredith mia michael michaela
michal michel michele michelle miguel mihai mika mike mikhail milan mina mira miranda miriam mohamed mohammed moira
molly monica monika morten moritz mustafa nadia nadine naomi natalia natalie natasha nathan neil nele nick nicholas
nicola nicolas nicole niels nigel nikita niklas nikolai nils nina noah noel noor nora norbert norman ola olaf oleg olga
oliver olivia olivier omar orla oscar otto owen pablo pamela paola paolo pascal patricia patrick paul paula paulo pavel
pedro peggy penelope percy per pete peter petr petra phil philip philipp philippe phoebe pierre piet pieter piotr priya
quentin rachel rafael raj rajesh ralf ralph ramon randall raphael raul ravi ray raymond rebecca regina reinhard
reinhold renate rene ricardo rich richard rick rita rob robert roberto robin rod rodrigo roger roland rolf roman ron
ronald rory rosa rosalind rosemary ross rowan roy ruben rudolf rupert russell ruth ryan sabine sabrina sally sam samir
samuel sandra sandro sandy sanjay santiago sara sarah sascha scott sean sebastian selma serge sergei sergey sergio seth
shane shannon sharon shawn sheila shirley sigrid silke silvia simon simone sofia sofie solveig sonia sonja sophia
sophie stacy stan stanislav stefan stefania stefano steffen stella stephan stephanie stephen steve steven stewart stuart
sue sunil sunita susan susanna susanne sven svetlana sylvia tanja tanya tara tatiana ted teresa terry theo theodor
theresa thilo thomas thorsten tiago tilman tim timo timothy tina tobias toby todd tom tomas tomasz tommy toni tony
torben torsten tracy trevor tristan tyler udo ulf uli ulrich ulrike ulla urs ursula uwe vadim valentin valentina valerie
vanessa vera verena veronica victor victoria viktor vincent vincenzo viola virginia vlad vladimir volker walter wanda
warren wayne wendy werner wilfred will william wim wolf wolfgang xavier yan yann yannick yasmin yuri yusuf yves yvonne
zach zachary zoe zofia
""")
