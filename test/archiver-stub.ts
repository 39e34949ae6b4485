/** Stands in for cdktf's ZIP library, which no test needs and which costs 100 ms a test file to load. */
export default function archiver(): never {
  throw new Error('asset archives are not available in tests');
}
