#pragma once
#include <hdf5.h>

// HDF5's predefined identifiers are C macros over library globals, which Swift does not import; neither does it import
// macros that cast or call.

static inline hid_t asimov_h5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t asimov_h5_native_integer(void) { return H5T_NATIVE_INT64; }
static inline hid_t asimov_h5_native_byte_of_bits(void) { return H5T_NATIVE_B8; }
static inline hid_t asimov_h5_dataset_access(void) { return H5P_DATASET_ACCESS; }
static inline hid_t asimov_h5_default_properties(void) { return H5P_DEFAULT; }
static inline hid_t asimov_h5_all(void) { return H5S_ALL; }
static inline hid_t asimov_h5_error_stack(void) { return H5E_DEFAULT; }
static inline hid_t asimov_h5_open_read_only(const char *path) {
  return H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
}
