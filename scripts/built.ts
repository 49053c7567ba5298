// Started by run.mjs --build when only the build is wanted.
console.log('The app is built.');
