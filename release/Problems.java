/** Receives what is wrong with a file. */
interface Problems {

	void add(String problem);

}
